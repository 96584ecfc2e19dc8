using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>漏洞登记和修复 (河北方案 四（四）; GB/T 22239-2019 8.1.10.5): found when, how severe, whose, due by the parameter of the place, fixed when and how.</summary>
internal static class TrackVulnerabilities
{
    public const string Path = "/workbench/security/vulnerabilities";
    public const string NewPath = Path + "/new";
    public const string TitleField = "title";
    public const string AssetField = "asset";
    public const string SeverityField = "severity";
    public const string FoundField = "found";
    public const string OwnerField = "owner";
    public const string FixedField = "fixed";
    public const string HowField = "how";
    private const int PageSize = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ListVulnerabilities").AllowRoles(SecurityDesk.Readers);
        routes.MapGet(NewPath, Ask).WithName("AskForVulnerability").AllowRoles(Role.SecurityAdministrator);
        routes.MapPost(NewPath, Register).WithName(nameof(TrackVulnerabilities)).AllowRoles(Role.SecurityAdministrator);
        routes.MapPost($"{Path}/{{id}}", Fix).WithName("FixVulnerability").AllowRoles(Role.SecurityAdministrator);
    }

    private static async Task<IResult> Show(HttpContext context, SecurityDb db, IStaff staff, TimeProvider clock, CancellationToken cancel) =>
        Pages.Show<VulnerabilitiesPage>(await ModelOf(context.RequireActor(), db, staff, clock, null, FormState.Empty, cancel));

    /// <summary>In two steps: which asset, then the rest, with the people of the organisation that owns it.</summary>
    private static async Task<IResult> Ask(string? asset, HttpContext context, SecurityDb db, IStaff staff, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var chosen = asset is null ? null : await db.Mine(actor).AsNoTracking().SingleOrDefaultAsync(a => a.Id == asset && a.RetiredOn == null, cancel);
        return Pages.Show<VulnerabilityFormPage>(await FormOf(actor, db, staff, chosen, FormState.Of((FoundField, Words.Machine(clock.Now().Date))), cancel));
    }

    private static async Task<IResult> Register(
        FormReader form, HttpContext context, SecurityDb db, IStaff staff, Obligations obligations, RaiseAlerts alerts, TimeProvider clock,
        CancellationToken cancel)
    {
        var (actor, today) = (context.RequireActor(), clock.Now().Date);
        var id = form.Text(AssetField, "资产");
        if (await db.Mine(actor).AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.RetiredOn == null, cancel) is not { } asset) return Pages.Refuse(SecurityDesk.NotFound);
        var title = form.Text(TitleField, "漏洞", max: 100, min: 2);
        var written = form.Choice(SeverityField, "严重程度", AssetWords.Severities);
        var found = form.Date(FoundField, "发现日期", to: today);
        var owner = form.Choice(OwnerField, "修复责任人", staff.People(asset.Organisation));
        if (!form.Ok) return Pages.Again<VulnerabilityFormPage>(await FormOf(actor, db, staff, asset, form.State, cancel));
        var severity = Enum.Parse<Severity>(written);
        if (obligations.Find(RegionCode.From(asset.Place), DueDays.KeyOf(severity)) is not { } within)
        {
            return Pages.Refuse(new Refusal("security.no-limit", "当地和平台的规则都没有写明这种漏洞多久应当修复，请先在参数里补上。", PlatformRules.Security));
        }

        var hole = new VulnerabilityRow
        {
            Id = Guid.CreateVersion7().ToString("N"), Asset = asset.Id, Place = asset.Place, Title = title, Severity = severity, FoundOn = found!.Value, Owner = owner, DueOn = within.After(found.Value),
        };
        db.Vulnerabilities.Add(hole);
        await db.SaveWithLine(
            clock.Now(), LogKind.Register, actor.Id, asset.Id, $"登记“{asset.Name}”的{AssetWords.Of(severity)}漏洞“{title}”，应在{Words.Of(hole.DueOn)}以前修复（{within.Limit}）", cancel);
        alerts.Wake();
        return Results.LocalRedirect(Path);
    }

    private static async Task<IResult> Fix(
        string id, FormReader form, HttpContext context, SecurityDb db, IStaff staff, RaiseAlerts alerts, TimeProvider clock, CancellationToken cancel)
    {
        var (actor, today) = (context.RequireActor(), clock.Now().Date);
        var (from, end) = (actor.Place.Number, actor.Place.End);
        if (await db.Vulnerabilities.SingleOrDefaultAsync(v => v.Id == id && v.FixedOn == null && v.Place >= from && v.Place < end, cancel) is not { } hole) return Pages.Refuse(SecurityDesk.NotFound);
        var on = form.Date(FixedField, "修复日期", from: hole.FoundOn, to: today);
        var how = form.LongText(HowField, "怎样修复的", max: 500, min: 2);
        if (!form.Ok) return Pages.Again<VulnerabilitiesPage>(await ModelOf(actor, db, staff, clock, id, form.State, cancel));
        (hole.FixedOn, hole.How, hole.Version) = (on, how, hole.Version + 1);
        if (!await db.SaveWithLine(clock.Now(), LogKind.Register, actor.Id, hole.Asset, $"修复{AssetWords.Of(hole.Severity)}漏洞“{hole.Title}”：{how}", cancel)) return Pages.Refuse(SecurityDesk.Changed);
        alerts.Wake();
        return Results.LocalRedirect(Path);
    }

    private static async Task<VulnerabilitiesModel> ModelOf(
        Actor actor, SecurityDb db, IStaff staff, TimeProvider clock, string? refused, FormState form, CancellationToken cancel)
    {
        var today = clock.Now().Date;
        var (from, end) = (actor.Place.Number, actor.Place.End);
        var rows = await db.Vulnerabilities.AsNoTracking().Where(v => v.Place >= from && v.Place < end)
            .OrderBy(v => v.FixedOn != null).ThenBy(v => v.DueOn).ThenBy(v => v.Id).Take(PageSize).ToListAsync(cancel);
        var assets = rows.Select(v => v.Asset).Distinct().ToList();
        var names = await db.Assets.AsNoTracking().Where(a => assets.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, cancel);
        return new VulnerabilitiesModel(
            [
                .. rows.Select(v =>
                {
                    var late = (v.FixedOn ?? today) > v.DueOn;
                    return new VulnerabilityModel(
                        v.Id, v.Title, names.GetValueOrDefault(v.Asset, "—"), AssetWords.Of(v.Severity), v.FoundOn, staff.Find(v.Owner)?.Name ?? "已离开，请另外指定人修复", v.DueOn, v.FixedOn, v.How, late,
                        v.Id == refused ? form : FormState.Of((FixedField, Words.Machine(today))));
                }),
            ],
            SecurityDesk.MayWrite(actor), form);
    }

    private static async Task<VulnerabilityFormModel> FormOf(Actor actor, SecurityDb db, IStaff staff, AssetRow? asset, FormState form, CancellationToken cancel)
    {
        var assets = asset is not null ? [] : await db.Mine(actor).AsNoTracking().Where(a => a.RetiredOn == null).OrderBy(a => a.Name).Take(PageSize).ToListAsync(cancel);
        return new VulnerabilityFormModel(
            form, asset?.Id, asset?.Name, [.. assets.Select(a => new ChoiceModel(a.Id, a.Name))], asset is null ? [] : staff.People(asset.Organisation));
    }
}

public sealed record VulnerabilitiesModel(IReadOnlyList<VulnerabilityModel> Lines, bool MayWrite, FormState Form);

/// <param name="Late">Not fixed and overdue, or fixed after the day.</param>
public sealed record VulnerabilityModel(
    string Id, string Title, string Asset, string Severity, DateOnly FoundOn, string Owner, DateOnly DueOn, DateOnly? FixedOn, string? How, bool Late, FormState Form);

/// <param name="Asset">Null: it is still to be chosen.</param>
public sealed record VulnerabilityFormModel(FormState Form, string? Asset, string? AssetName, IReadOnlyList<ChoiceModel> Assets, IReadOnlyList<ChoiceModel> People);
