using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>登记机构: the management office of a place registers who handles, receives and manages there; the directory shows it at once.</summary>
internal static class RegisterOrganisation
{
    private const string Path = "/workbench/organisations/new";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (HttpContext context, InMemoryDirectory directory) =>
                Pages.Show<RegisterOrganisationPage>(Model(FormState.Empty, context.RequireActor(), directory.Now)))
            .WithName("ShowRegisterOrganisation").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        routes.MapPost(Path, Handle).WithName(nameof(RegisterOrganisation)).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
    }

    private static async Task<IResult> Handle(
        FormReader form, HttpContext context, IdentityDb db, InMemoryDirectory directory, IRulebooks rulebooks, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var known = directory.Now;
        var (draft, zone) = Read(form, actor, known);
        if (draft is not null)
        {
            var rules = rulebooks.For(draft.Region, ItemType.PublicService, clock.Now().Date);
            foreach (var fault in OrganisationRules.Check(draft, rules, known)) form.Refuse(fault.Why, fault.Field);
        }

        if (!form.Ok || draft is null) return Pages.Again<RegisterOrganisationPage>(Model(form.State, actor, known));

        var row = Row(draft, actor, clock.Now());
        db.Add(row);
        if (zone is not null) db.Add(zone);
        db.AddRange(draft.HandlingUnits.Select(name => new UnitRow { Organisation = row.Id, Name = name, Handles = true }));
        db.AddRange(draft.CooperatingUnits.Select(name => new UnitRow { Organisation = row.Id, Name = name, Handles = false }));
        await db.Bump(cancel);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Somebody else took the code of the organisation or of the zone a moment ago: read again and show which.
            directory.Refresh();
            form.Refuse("", "同一代码刚刚被别人登记，请核对后重新提交。", PlatformRules.NoSilentOverwrite);
            return Pages.Again<RegisterOrganisationPage>(Model(form.State, actor, directory.Now));
        }

        directory.Refresh();
        return Results.LocalRedirect($"/workbench/organisations?new={row.Id}");
    }

    /// <summary>The draft, with the zone's own range of codes where one is asked for; null where not even the fields are right.</summary>
    private static (OrganisationDraft? Draft, RegionRow? Zone) Read(FormReader form, Actor actor, DirectorySnapshot known)
    {
        var name = form.Text("name", "机构全称", 60, 2);
        var shortName = form.Text("short", "简称", 20, 2);
        var kind = form.Choice("kind", "机构类型", Kinds());
        var isZone = kind == nameof(OrganisationKind.FunctionalZone);
        var region = form.Choice("region", "所在区划", Places(actor, known), required: !isZone);
        var zone = isZone ? Zone(form, shortName, actor, known) : null;
        var draft = new OrganisationDraft(name, shortName, Enum.TryParse<OrganisationKind>(kind, out var k) ? k : default,
            zone?.Code ?? (RegionCode.TryParse(region, out var code) ? code : RegionCode.Nation))
        {
            Parent = Given(form, "parent"),
            Bearer = Given(form, "bearer"),
            EmpoweredBy = Empty(form.Text("empoweredBy", "授权依据", 120, required: false)),
            GuidedBy = Given(form, "guidedBy"),
            HandlingUnits = Lines(form.LongText("handles", "承办的内设机构", 200, required: false)),
            CooperatingUnits = Lines(form.LongText("cooperates", "配合的内设机构", 200, required: false)),
            CreditCode = Empty(Words.Plain(form.Text("creditCode", "统一社会信用代码", 40, required: false)).ToUpperInvariant()),
            Phone = Empty(form.Phone("phone", "联系电话")),
            Address = Empty(form.Text("address", "地址", 80)),
        };
        return form.Ok ? (draft, zone) : (null, null);
    }

    /// <summary>功能区: six digits of the place that no division has; the range below them is the zone's (design: permission by range of codes).</summary>
    private static RegionRow? Zone(FormReader form, string name, Actor actor, DirectorySnapshot known)
    {
        var code = form.Identifier<RegionCode>("zoneCode", "功能区代码", RegionCode.TryParse, "应为 6 位数字，前 4 位与所在市相同，例如 370271。");
        if (code is not { } own) return null;
        if (own.Level != RegionLevel.County || !actor.Place.Contains(own)) form.Refuse("zoneCode", "功能区代码应在您管理的市之内，请填写 6 位、前 4 位与本市相同的代码");
        else if (known.Region(own) is { } taken) form.Refuse("zoneCode", $"这个代码已是“{taken.Name}”的，请换一个没有用过的");
        else
        {
            var above = known.Region(own.UpTheTree().Skip(1).First(c => known.Region(c) is not null))!;
            return new RegionRow { Code = own, Name = name, FullName = above.FullName + name, Parent = above.Code };
        }

        return null;
    }

    private static OrganisationRow Row(OrganisationDraft draft, Actor actor, Instant now) => new()
    {
        Id = Ids.New(),
        Name = draft.Name,
        ShortName = draft.ShortName,
        Kind = draft.Kind,
        Region = draft.Region,
        Parent = draft.Parent,
        Bearer = draft.Kind == OrganisationKind.Entrusted ? draft.Bearer : null,
        EmpoweredBy = draft.Kind == OrganisationKind.Empowered ? draft.EmpoweredBy : null,
        GuidedBy = draft.Kind == OrganisationKind.FunctionalZone ? draft.GuidedBy : null,
        CreditCode = draft.CreditCode,
        Phone = draft.Phone,
        Address = draft.Address,
        ChangedAt = now,
        ChangedBy = actor.Id,
    };

    private static RegisterOrganisationModel Model(FormState form, Actor actor, DirectorySnapshot known)
    {
        // Above one's own place as well: a district's bureau may be the child of the city's.
        var all = known.All.Select(k => k.Organisation)
            .Where(o => actor.Place.Contains(o.Region) || o.Region.Contains(actor.Place)).OrderBy(o => o.Region.Number).ThenBy(o => o.Kind).ToList();
        return new(
            form, Kinds(), Places(actor, known), [.. all.Select(Choice)],
            [.. all.Where(o => o.Kind is not (OrganisationKind.Hall or OrganisationKind.Entrusted)).Select(Choice)],
            [.. all.Where(o => o.Kind == OrganisationKind.ManagementOffice).Select(Choice)]);
    }

    private static List<ChoiceModel> Kinds() => [.. Enum.GetValues<OrganisationKind>().Select(k => new ChoiceModel(k.ToString(), KindWords.Of(k)))];

    private static List<ChoiceModel> Places(Actor actor, DirectorySnapshot known) =>
        [.. known.Regions.Where(r => actor.Place.Contains(r.Code)).Select(r => new ChoiceModel(r.Code.ToString(), r.FullName))];

    private static ChoiceModel Choice(Organisation organisation) => new(organisation.Id, organisation.Name);

    private static string? Given(FormReader form, string field) => Empty(form.Raw(field)?.Trim());

    private static string? Empty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

/// <param name="Parents">Every organisation that may stand above the new one.</param>
/// <param name="Bearers">Every organ that may entrust.</param>
/// <param name="Offices">Every office that may guide a functional zone.</param>
public sealed record RegisterOrganisationModel(
    FormState Form,
    IReadOnlyList<ChoiceModel> Kinds,
    IReadOnlyList<ChoiceModel> Places,
    IReadOnlyList<ChoiceModel> Parents,
    IReadOnlyList<ChoiceModel> Bearers,
    IReadOnlyList<ChoiceModel> Offices);
