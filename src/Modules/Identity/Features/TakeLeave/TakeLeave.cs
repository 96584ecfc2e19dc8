using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>请假和代班: staff register the days on which they are away and who stands in; what they had taken on goes to him within the minute.</summary>
internal static class TakeLeave
{
    public const string Path = "/account/absences";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, async (HttpContext context, IdentityDb db, IStaff staff, TimeProvider clock, CancellationToken cancel) =>
            Pages.Show<AbsencesPage>(await Model(FormState.Empty, context.RequireActor(), db, staff, clock, cancel))).WithName(nameof(TakeLeave)).ExcludeFromDescription().AllowStaff();
        routes.MapPost(Path, Handle).WithName("RegisterAbsence").ExcludeFromDescription().AllowStaff();
        routes.MapPost(Path + "/{absence}/ending", End).WithName("EndAbsence").ExcludeFromDescription().AllowStaff().UnderAnyHat();
    }

    private static async Task<IResult> Handle(FormReader form, HttpContext context, IdentityDb db, IStaff staff, Presence presence, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var today = clock.Now().Date;
        var from = form.Date("from", "第一天", today, today.AddYears(1));
        var until = form.Date("until", "最后一天", today, today.AddYears(1));
        var standIn = form.Raw("stand-in") is { Length: > 0 } chosen ? chosen : null;
        if (form.Ok)
        {
            var asked = new Absence(actor.Id, from!.Value, until!.Value, standIn);
            // Checked and kept as one: two colleagues who name each other at the same moment would both be away.
            var why = await db.InTransaction<Refusal?>(async () =>
            {
                var known = (await db.Absences.AsNoTracking().Where(a => a.EndedAt == null && a.Until >= today).ToListAsync(cancel)).Select(a => a.Absence).ToList();
                if (known.Contains(asked)) return null;
                if (AbsenceRules.Check(asked, actor.Role, known, [.. Colleagues(actor, staff).Select(c => c.Id)], today) is { } not) return not;
                db.Add(new AbsenceRow { Id = Ids.New(), Account = actor.Id, From = asked.From, Until = asked.Until, StandIn = asked.StandIn, AskedAt = clock.Now() });
                await db.SaveChangesAsync(cancel);
                return null;
            }, cancel);
            if (why is not null) form.Refuse(why, why.Code.Contains("alone", StringComparison.Ordinal) || why.Code.Contains("stand-in", StringComparison.Ordinal) ? "stand-in" : "from");
        }

        presence.Forget();
        return form.Ok ? Results.LocalRedirect(Path) : Pages.Again<AbsencesPage>(await Model(form.State, actor, db, staff, clock, cancel));
    }

    private static async Task<IResult> End(string absence, HttpContext context, IdentityDb db, Presence presence, TimeProvider clock, CancellationToken cancel)
    {
        var account = context.RequireActor().Id;
        if (await db.Absences.SingleOrDefaultAsync(a => a.Id == absence && a.Account == account && a.EndedAt == null, cancel) is { } row)
        {
            row.EndedAt = clock.Now();
            await db.SaveChangesAsync(cancel);
            presence.Forget();
        }

        return Results.LocalRedirect(Path);
    }

    /// <summary>Who holds the same role in the same organisation.</summary>
    private static IEnumerable<StaffMember> Colleagues(Actor actor, IStaff staff) =>
        actor.Organisation is { } organisation ? staff.Of(organisation).Where(m => m.Role == actor.Role && m.Id != actor.Id).DistinctBy(m => m.Id) : [];

    private static async Task<AbsencesModel> Model(FormState form, Actor actor, IdentityDb db, IStaff staff, TimeProvider clock, CancellationToken cancel)
    {
        var today = clock.Now().Date;
        var rows = await db.Absences.AsNoTracking().Where(a => (a.Account == actor.Id || a.StandIn == actor.Id) && a.EndedAt == null && a.Until >= today).OrderBy(a => a.From).ToListAsync(cancel);
        return new AbsencesModel(
            form,
            [.. rows.Where(a => a.Account == actor.Id).Select(a => new AbsenceModel(a.Id, a.From, a.Until, a.StandIn is { } s ? staff.Find(s)?.Name ?? "已离岗人员" : null))],
            [.. rows.Where(a => a.StandIn == actor.Id).Select(a => new AbsenceModel(a.Id, a.From, a.Until, staff.Find(a.Account)?.Name ?? "已离岗人员"))],
            [.. Colleagues(actor, staff).Select(c => new ChoiceModel(c.Id, c.Name))], AbsenceRules.Deciding.Contains(actor.Role));
    }
}

/// <param name="Others">For whom the reader stands in.</param>
/// <param name="Needs">The post is one that may not be left without a stand-in.</param>
public sealed record AbsencesModel(FormState Form, IReadOnlyList<AbsenceModel> Own, IReadOnlyList<AbsenceModel> Others, IReadOnlyList<ChoiceModel> Colleagues, bool Needs);

/// <param name="With">Who stands in, or for whom; null: nobody does.</param>
public sealed record AbsenceModel(string Id, DateOnly From, DateOnly Until, string? With);
