using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>应急授权: one asks with a reason, a scope and some hours; another grants; the audit administrator looks into it afterwards.</summary>
internal static class BreakGlass
{
    public const string Path = "/workbench/emergencies";
    private const int Listed = 50;

    public static readonly Role[] Readers = [.. EmergencyRules.Askers.Union(EmergencyRules.Granters), Role.AuditAdministrator];

    private static Refusal Unknown { get; } = new("identity.not-found", "没有这项应急授权，或者不由您的岗位办理。", PlatformRules.Permission);

    private static Refusal Changed { get; } = new("identity.changed-meanwhile", "这项应急授权刚刚有变动，请看过现在的情况后再办。", PlatformRules.NoSilentOverwrite);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup(Path).ExcludeFromDescription();
        all.MapGet("", Show).WithName(nameof(BreakGlass)).AllowRoles(Readers);
        all.MapGet("/open", Open).WithName("OpenUnderEmergency").AllowRoles([.. EmergencyRules.Askers]);
        all.MapPost("", Ask).WithName("AskForEmergency").AllowRoles([.. EmergencyRules.Askers]);
        all.MapPost("/{emergency}", Settle).WithName("SettleEmergency").AllowRoles([.. EmergencyRules.Granters]);
        all.MapPost("/{emergency}/ending", End).WithName("EndEmergency").AllowRoles([.. EmergencyRules.Askers.Union(EmergencyRules.Granters)]);
        all.MapPost("/{emergency}/review", Review).WithName("ReviewEmergency").AllowRoles(Role.AuditAdministrator);
    }

    private static async Task<IResult> Show(HttpContext context, IdentityDb db, InMemoryDirectory directory, IEnumerable<ICases> cases, TimeProvider clock, IOptions<EmergencyOptions> options, CancellationToken cancel) =>
        await Answer(FormState.Empty, context.RequireActor(), db, directory, cases.FirstOrDefault(), clock, options.Value, cancel);

    /// <summary>Of an area that was granted: a case by its number; whether it opens the case's own page decides.</summary>
    private static IResult Open(string? q) => CaseNumber.TryParse((q ?? "").Trim(), out var number)
        ? Results.LocalRedirect($"/work/cases/{number}")
        : Pages.Refuse(new Refusal("identity.case-number-wrong", "办件编号有误，请对照通知或者凭证核对，再回到应急授权重填。", PlatformRules.Input));

    private static async Task<IResult> Ask(
        FormReader form, HttpContext context, IdentityDb db, InMemoryDirectory directory, IEnumerable<ICases> cases, TimeProvider clock, IOptions<EmergencyOptions> options, CancellationToken cancel)
    {
        var (actor, now) = (context.RequireActor(), clock.Now());
        var (number, area) = (form.Text("case", "办件编号", 40, required: false), form.Text("area", "区划", 40, required: false));
        var reason = form.LongText("reason", "为什么要应急查看", 300, 10);
        var hours = form.Number("hours", "多少小时", 1, options.Value.MostHours);
        var place = RegionCode.Nation;
        var one = default(CaseNumber);
        if (number.Length > 0 == area.Length > 0) form.Refuse("case", "办件编号和区划代码请填其中一个");
        else if (number.Length > 0 && !CaseNumber.TryParse(number, out one)) form.Refuse("case", "办件编号有误，请对照通知或者凭证核对");
        else if (area.Length > 0 && !(AreaOf(area, actor, directory) is { } found && found.Level >= RegionLevel.County)) form.Refuse("area", "没有找到这个区划，或者范围太大：请填本市一个区县、乡镇、街道的名称，例如“市南区”，或者它的区划代码，例如 370202");
        else if (area.Length > 0) place = AreaOf(area, actor, directory)!.Value;
        if (!form.Ok) return await Answer(form.State, actor, db, directory, cases.FirstOrDefault(), clock, options.Value, cancel);
        var scope = number.Length > 0 ? one.Region : place;
        var known = number.Length > 0 ? one.ToString() : null;
        // Pressed twice, it is one asking.
        if (!await db.Set<EmergencyRow>().AnyAsync(e => e.By == actor.Id && e.SettledAt == null && e.Case == known && e.Place == scope && e.Reason == reason, cancel))
        {
            var row = new EmergencyRow { Id = Ids.New(), By = actor.Id, Place = scope, Case = known, Reason = reason, Hours = (int)hours!.Value, AskedAt = now };
            db.Add(row);
            await db.SaveWithEvent(now, SecurityEventKind.EmergencyAsked, actor.Id, actor.Id, cancel, row.Id);
        }

        return Results.LocalRedirect(Path);
    }

    /// <summary>By its code anywhere, by its name within the asker's own city; null: not known, or a name that two bear.</summary>
    private static RegionCode? AreaOf(string text, Actor actor, InMemoryDirectory directory)
    {
        if (RegionCode.TryParse(text, out var code)) return directory.Region(code) is null ? null : code;
        var around = actor.Place.UpTheTree().FirstOrDefault(p => p.Level == RegionLevel.City);
        if (around == default) return null;
        var counties = directory.RegionsBelow(around);
        var named = counties.Concat(counties.SelectMany(c => directory.RegionsBelow(c.Code))).Where(p => p.Name == text).ToList();
        return named is [var only] ? only.Code : null;
    }

    private static async Task<IResult> Settle(
        string emergency, FormReader form, HttpContext context, IdentityDb db, TimeProvider clock, IRulebooks rulebooks, IOptions<EmergencyOptions> options, CancellationToken cancel)
    {
        var (actor, now) = (context.RequireActor(), clock.Now());
        if (await Within(db, actor).SingleOrDefaultAsync(e => e.Id == emergency, cancel) is not { } row) return Pages.Refuse(Unknown);
        if (EmergencyRules.MayGrant(actor, row, now) is { } not) return Pages.Refuse(not);
        var grants = form.Raw("answer") == "grant";
        (row.SettledBy, row.SettledAt, row.Version) = (actor.Id, now, row.Version + 1);
        if (grants)
        {
            row.Until = now.Plus(TimeSpan.FromHours(row.Hours));
            row.ReviewDue = Deadlines.After(row.Until.Value, TimeLimit.WorkingDays(options.Value.ReviewWithin), rulebooks.Calendar).Day;
        }

        return await Save(db, row, grants ? SecurityEventKind.EmergencyGranted : SecurityEventKind.EmergencyRefused, actor, now, cancel);
    }

    private static async Task<IResult> End(string emergency, HttpContext context, IdentityDb db, TimeProvider clock, CancellationToken cancel)
    {
        var (actor, now) = (context.RequireActor(), clock.Now());
        if (await Within(db, actor).SingleOrDefaultAsync(e => e.Id == emergency, cancel) is not { } row) return Pages.Refuse(Unknown);
        if (!EmergencyRules.Holds(row, now)) return Pages.Refuse(Changed);
        (row.EndedAt, row.Version) = (now, row.Version + 1);
        return await Save(db, row, SecurityEventKind.EmergencyEnded, actor, now, cancel);
    }

    private static async Task<IResult> Review(
        string emergency, FormReader form, HttpContext context, IdentityDb db, InMemoryDirectory directory, IEnumerable<ICases> cases, TimeProvider clock, IOptions<EmergencyOptions> options, CancellationToken cancel)
    {
        var (actor, now) = (context.RequireActor(), clock.Now());
        if (await Within(db, actor).SingleOrDefaultAsync(e => e.Id == emergency, cancel) is not { } row) return Pages.Refuse(Unknown);
        if (EmergencyRules.MayReview(actor, row, now) is { } not) return Pages.Refuse(not);
        // One page has several of these: each field bears its row.
        var proper = form.Choice(EmergencyModel.ProperOf(row.Id), "结论", ["yes", "no"]) == "yes";
        var findings = form.LongText(EmergencyModel.FindingsOf(row.Id), "复核情况", 500, 5);
        if (!form.Ok) return await Answer(form.State, actor, db, directory, cases.FirstOrDefault(), clock, options.Value, cancel);
        (row.ReviewedBy, row.ReviewedAt, row.Proper, row.Findings, row.Version) = (actor.Id, now, proper, findings, row.Version + 1);
        return await Save(db, row, SecurityEventKind.EmergencyReviewed, actor, now, cancel);
    }

    /// <summary>Who asks sees his own; who grants or reviews, those of his place.</summary>
    private static IQueryable<EmergencyRow> Within(IdentityDb db, Actor actor)
    {
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Id);
        return EmergencyRules.Granters.Contains(actor.Role) || actor.Role == Role.AuditAdministrator
            ? db.Set<EmergencyRow>().Where(e => e.By == own || ((long)(object)e.Place >= from && (long)(object)e.Place < end))
            : db.Set<EmergencyRow>().Where(e => e.By == own);
    }

    private static async Task<IResult> Save(IdentityDb db, EmergencyRow row, SecurityEventKind kind, Actor actor, Instant now, CancellationToken cancel)
    {
        try
        {
            await db.SaveWithEvent(now, kind, row.By, actor.Id, cancel, row.Id);
            return Results.LocalRedirect(Path);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Pages.Refuse(Changed);
        }
    }

    private static async Task<IResult> Answer(FormState form, Actor actor, IdentityDb db, InMemoryDirectory directory, ICases? cases, TimeProvider clock, EmergencyOptions options, CancellationToken cancel)
    {
        var now = clock.Now();
        var rows = await Within(db, actor).AsNoTracking().OrderByDescending(e => e.AskedAt).Take(Listed).ToListAsync(cancel);
        var concerned = rows.SelectMany(e => new[] { e.By, e.SettledBy, e.ReviewedBy }).OfType<string>().Distinct().ToList();
        var names = await db.Accounts.AsNoTracking().Where(a => concerned.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name ?? a.User, cancel);
        string NameOf(string? id) => id is null ? "" : names.GetValueOrDefault(id, id);
        var models = new List<EmergencyModel>();
        foreach (var e in rows)
        {
            var (grants, reviews) = (EmergencyRules.MayGrant(actor, e, now) is null, EmergencyRules.MayReview(actor, e, now) is null);
            var (words, kind) = StandingOf(e, now);
            models.Add(new EmergencyModel(
                e.Id, NameOf(e.By), e.Case is { } one ? $"办件 {one}" : directory.PlaceName(e.Place), e.Case is not null && e.By == actor.Id && EmergencyRules.Holds(e, now) ? $"/work/cases/{e.Case}" : null,
                e.Reason, e.Hours, e.AskedAt, NameOf(e.SettledBy), e.Until, words, kind, e.ReviewedAt is null ? e.ReviewDue : null, e.ReviewedAt is null && e.ReviewDue < now.Date,
                e.Findings is null ? null : $"{NameOf(e.ReviewedBy)}：{(e.Proper == true ? "使用得当" : "使用不当")}。{e.Findings}", grants, EmergencyRules.Holds(e, now) && actor.Role != Role.AuditAdministrator, reviews)
            {
                // What it is about helps to settle it and says nothing of a person; to whom asks it would tell what he may not know yet.
                About = (grants || reviews) && e.Case is { } about ? await About(about, directory, cases, cancel) : null,
                Area = e.Case is null && e.By == actor.Id && EmergencyRules.Holds(e, now),
                Waits = e.By == actor.Id && kind == StatusKind.Soon,
                Looked = actor.Role == Role.AuditAdministrator && e.Until is not null ? await Looked(db, e, cancel) : null,
            });
        }

        var model = new EmergenciesModel(form, models, EmergencyRules.Askers.Contains(actor.Role), options.MostHours, options.ReviewWithin);
        return form.IsRefused ? Pages.Again<EmergenciesPage>(model) : Pages.Show<EmergenciesPage>(model);
    }

    private static async Task<string> About(string number, InMemoryDirectory directory, ICases? cases, CancellationToken cancel) =>
        cases is not null && CaseNumber.TryParse(number, out var one) && await cases.Find(one, cancel) is { } facts
            ? $"{facts.ItemName}，{directory.Organisation(facts.Organisation)?.Name ?? facts.Organisation}，{facts.StatusName}"
            : "没有这个编号的办件，请向申请的人核实";

    /// <summary>Which cases were opened under it and when, from the security log: what the third person looks into.</summary>
    private static async Task<IReadOnlyList<EmergencyLookModel>> Looked(IdentityDb db, EmergencyRow row, CancellationToken cancel)
    {
        var (from, until) = (row.SettledAt!.Value, row.Until!.Value);
        var uses = await db.SecurityEvents.AsNoTracking().Where(e => e.Kind == SecurityEventKind.EmergencyUsed && e.By == row.By && e.At >= from && e.At <= until).OrderBy(e => e.Number).ToListAsync(cancel);
        return [.. uses.Where(e => e.Note?.EndsWith($"（{row.Id}）", StringComparison.Ordinal) == true).GroupBy(e => e.Note!.Split('（')[0]).Select(g => new EmergencyLookModel(g.Key, [.. g.Select(e => e.At)]))];
    }

    private static (string Words, StatusKind Kind) StandingOf(EmergencyRow row, Instant now) =>
        row.SettledAt is null ? now > row.AskedAt.Plus(TimeSpan.FromHours(EmergencyRules.WaitsHours)) ? ("没有人批准，已作废", StatusKind.Neutral) : ("等待批准", StatusKind.Soon)
        : row.Until is null ? ("没有批准", StatusKind.Neutral)
        : EmergencyRules.Holds(row, now) ? ("正在使用", StatusKind.Active)
        : row.ReviewedAt is null ? ("已结束，等待复核", StatusKind.Soon) : ("已复核", StatusKind.Done);
}

public sealed record EmergenciesModel(FormState Form, IReadOnlyList<EmergencyModel> Rows, bool MayAsk, int MostHours, int ReviewWithin);

/// <param name="Open">Where its asker reads the case now.</param>
/// <param name="ReviewDue">The last day for a review that is still to come.</param>
public sealed record EmergencyModel(
    string Id, string By, string Scope, string? Open, string Reason, int Hours, Instant AskedAt, string SettledBy, Instant? Until, string Standing, StatusKind Kind, DateOnly? ReviewDue, bool Late, string? Findings,
    bool MayGrant, bool MayEnd, bool MayReview)
{
    public string Path => $"{BreakGlass.Path}/{Id}";

    /// <summary>Item, office and standing of the case, for whoever settles or reviews; null: not his, or an area.</summary>
    public string? About { get; init; }

    /// <summary>An area that its asker reads now: each case by its number.</summary>
    public bool Area { get; init; }

    /// <summary>The reader asked and waits for a second person.</summary>
    public bool Waits { get; init; }

    /// <summary>For the review: what was opened; null: not the reader's to see.</summary>
    public IReadOnlyList<EmergencyLookModel>? Looked { get; init; }

    public static string ProperOf(string id) => $"proper-{id}";

    public static string FindingsOf(string id) => $"findings-{id}";
}

/// <param name="Case">By its number.</param>
public sealed record EmergencyLookModel(string Case, IReadOnlyList<Instant> At);
