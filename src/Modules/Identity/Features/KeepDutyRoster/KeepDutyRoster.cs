using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>值班表 (青岛基层方案 二（四）1): the town keeps its venues' and its villages' roster itself; the district above reads it.</summary>
internal static class KeepDutyRoster
{
    public const string Path = "/workbench/duty";
    private const int Days = 14;

    private static readonly Role[] Readers = [Role.ManagementOfficer, Role.Clerk];

    private static readonly Refusal NotYours = new(
        "identity.forbidden", "值班表由场所所在的镇街（区、市中心由同级管理机构）安排，您的岗位只能查看。", new Citation("qingdao-grassroots-2020", "二、（四）1"));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string? hall, HttpContext context, IdentityDb db, InMemoryDirectory directory, IStaff staff, TimeProvider clock, CancellationToken cancel) =>
            Answer(hall, FormState.Empty, context.RequireActor(), db, directory, staff, clock, cancel)).WithName("ShowDutyRoster").ExcludeFromDescription().AllowRoles(Readers);
        routes.MapPost(Path, Add).WithName(nameof(KeepDutyRoster)).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        routes.MapPost(Path + "/{duty}/removal", Remove).WithName("RemoveDuty").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
    }

    /// <summary>Daily running lies with the office nearest to the venue, not with one above it.</summary>
    private static bool MayKeep(Actor actor, Organisation hall, InMemoryDirectory directory) =>
        actor.Role == Role.ManagementOfficer && actor.Place.Contains(hall.Region)
        && (actor.Place == hall.Region || !directory.OfficesBelow(actor.Place).Any(o => o.Region.Contains(hall.Region)));

    private static List<Organisation> Halls(Actor actor, InMemoryDirectory directory) => [.. directory.Now.Under(actor.Place).Where(o => o.Kind == OrganisationKind.Hall)];

    /// <summary>Who may stand there: the venue's own people and those of the office that keeps the roster.</summary>
    private static List<StaffMember> People(Organisation hall, Actor actor, IStaff staff) =>
        [.. staff.Of(hall.Id).Concat(actor.Organisation is { } own ? staff.Of(own) : []).DistinctBy(m => m.Id)];

    private static async Task<IResult> Answer(
        string? hall, FormState form, Actor actor, IdentityDb db, InMemoryDirectory directory, IStaff staff, TimeProvider clock, CancellationToken cancel)
    {
        var halls = Halls(actor, directory);
        var chosen = halls.Find(h => h.Id == hall) ?? halls.FirstOrDefault();
        if (hall is { Length: > 0 } && chosen?.Id != hall) return Pages.Refuse(NotYours);
        var today = clock.Now().Date;
        List<DutyRow> rows = chosen is null ? [] : await db.Set<DutyRow>().AsNoTracking().Where(d => d.Hall == chosen.Id && d.Day >= today && d.Day < today.AddDays(Days)).OrderBy(d => d.Day).ThenBy(d => d.Part).ToListAsync(cancel);
        var keeps = chosen is not null && MayKeep(actor, chosen, directory);
        var model = new DutyRosterModel(
            form, [.. halls.Select(h => new ChoiceModel(h.Id, h.Name))], chosen?.Id, chosen?.Name ?? "", keeps,
            [.. rows.Select(d => new DutyModel(d.Id, d.Day, d.Part, staff.Find(d.Account)?.Name ?? "已离岗人员"))],
            keeps ? [.. People(chosen!, actor, staff).Select(m => new ChoiceModel(m.Id, m.Name, RoleWords.Of(m.Role)))] : [], today);
        return form.IsRefused ? Pages.Again<DutyRosterPage>(model) : Pages.Show<DutyRosterPage>(model);
    }

    private static async Task<IResult> Add(
        FormReader form, HttpContext context, IdentityDb db, InMemoryDirectory directory, IStaff staff, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (Halls(actor, directory).Find(h => h.Id == form.Raw("hall")) is not { } hall || !MayKeep(actor, hall, directory)) return Pages.Refuse(NotYours);
        var today = clock.Now().Date;
        var day = form.Date("day", "日期", today, today.AddDays(Days - 1));
        var person = form.Choice("person", "谁值班", People(hall, actor, staff).Select(m => new ChoiceModel(m.Id, m.Name)));
        var part = form.Text("part", "窗口或者时段", 30, 2);
        if (form.Ok && await db.Set<DutyRow>().AnyAsync(d => d.Day == day && d.Account == person && d.Part == part && d.Hall == hall.Id, cancel))
        {
            form.Refuse("person", "这个人这一天已经排在这里了");
        }

        if (!form.Ok) return await Answer(hall.Id, form.State, actor, db, directory, staff, clock, cancel);
        db.Add(new DutyRow { Id = Ids.New(), Hall = hall.Id, Day = day!.Value, Account = person, Part = part, By = actor.Id, At = clock.Now() });
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"{Path}?hall={Uri.EscapeDataString(hall.Id)}");
    }

    private static async Task<IResult> Remove(string duty, HttpContext context, IdentityDb db, InMemoryDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await db.Set<DutyRow>().SingleOrDefaultAsync(d => d.Id == duty, cancel) is not { } row
            || directory.Organisation(row.Hall) is not { } hall || !MayKeep(actor, hall, directory)) return Pages.Refuse(NotYours);
        db.Remove(row);
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"{Path}?hall={Uri.EscapeDataString(hall.Id)}");
    }
}

/// <summary>The links in the workbench's menu.</summary>
internal sealed class DutyPlace : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.Actor()?.Role == Role.ManagementOfficer
            ? [new PlaceModel("值班表", KeepDutyRoster.Path) { Group = PlaceGroup.Settings }, new PlaceModel("场所统计", CountVenues.Path) { Group = PlaceGroup.Settings }]
            : []);
}

/// <param name="Hall">Null: there is no venue in the reader's place.</param>
public sealed record DutyRosterModel(
    FormState Form, IReadOnlyList<ChoiceModel> Halls, string? Hall, string Name, bool Keeps, IReadOnlyList<DutyModel> Rows, IReadOnlyList<ChoiceModel> People, DateOnly Today);

public sealed record DutyModel(string Id, DateOnly Day, string Part, string Person);
