using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>登记资产 (河北方案 四（四）; GB/T 22239-2019 8.1.10.2): systems, servers, interfaces and sets of data with their grade and owner.</summary>
internal static class RegisterAssets
{
    public const string Path = "/workbench/security/assets";
    public const string NewPath = Path + "/new";
    public const string KindField = "kind";
    public const string NameField = "name";
    public const string GradeField = "grade";
    public const string OrganisationField = "organisation";
    public const string LevelsField = "levels";
    public const string NoteField = "remark";
    private const int PageSize = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ListAssets").AllowRoles(SecurityDesk.Readers);
        routes.MapGet(NewPath, Ask).WithName("AskForAsset").AllowRoles(Role.SecurityAdministrator);
        routes.MapPost(NewPath, Register).WithName(nameof(RegisterAssets)).AllowRoles(Role.SecurityAdministrator);
        routes.MapGet($"{Path}/{{id}}", ShowOne).WithName("ShowAsset").AllowRoles(SecurityDesk.Readers);
        routes.MapPost($"{Path}/{{id}}", Change).WithName("ChangeAsset").AllowRoles(Role.SecurityAdministrator);
        routes.MapPost($"{Path}/{{id}}/retirement", Retire).WithName("RetireAsset").AllowRoles(Role.SecurityAdministrator);
    }

    private static async Task<IResult> Show(HttpContext context, SecurityDb db, IDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var rows = await db.Mine(actor).AsNoTracking().OrderBy(a => a.Name).ThenBy(a => a.Id).Take(PageSize).ToListAsync(cancel);
        return Pages.Show<AssetsPage>(new AssetsModel([.. rows.Select(a => LineOf(a, directory))], SecurityDesk.MayWrite(actor)));
    }

    private static IResult Ask(HttpContext context, IDirectory directory) =>
        Pages.Show<AssetFormPage>(new AssetFormModel(FormState.Empty, Organisations(context.RequireActor(), directory), null, NewPath));

    private static async Task<IResult> Register(
        FormReader form, HttpContext context, SecurityDb db, IDirectory directory, RaiseAlerts alerts, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var typed = Read(form, actor, directory);
        if (!form.Ok) return Pages.Again<AssetFormPage>(new AssetFormModel(form.State, Organisations(actor, directory), null, NewPath));
        var now = clock.Now();
        var asset = new AssetRow
        {
            Id = Guid.CreateVersion7().ToString("N"), Kind = typed.Kind, Name = typed.Name, Grade = typed.Grade, Organisation = typed.Organisation,
            Place = directory.Organisation(typed.Organisation)!.Region.Number, Levels = typed.Levels, Note = typed.Note, RegisteredAt = now,
        };
        db.Assets.Add(asset);
        await db.SaveWithLine(now, LogKind.Register, actor.Id, asset.Id, $"登记{Words(asset, directory)}", cancel);
        alerts.Wake();
        return Results.LocalRedirect($"{Path}/{asset.Id}");
    }

    private static async Task<IResult> ShowOne(string id, HttpContext context, SecurityDb db, IDirectory directory, ISecurityLog security, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await db.Mine(actor).AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancel) is not { } asset) return Pages.Refuse(SecurityDesk.NotFound);
        return Pages.Show<AssetPage>(await ModelOf(asset, FilledOf(asset), actor, db, directory, security, cancel));
    }

    private static async Task<IResult> Change(
        string id, FormReader form, HttpContext context, SecurityDb db, IDirectory directory, ISecurityLog security, RaiseAlerts alerts, TimeProvider clock,
        CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await db.Mine(actor).SingleOrDefaultAsync(a => a.Id == id && a.RetiredOn == null, cancel) is not { } asset) return Pages.Refuse(SecurityDesk.NotFound);
        var typed = Read(form, actor, directory);
        if (form.Ok && directory.Organisation(typed.Organisation)!.Region.Number != asset.Place)
        {
            form.Refuse(OrganisationField, "主管单位不能换到另一个地方的单位，请停用后在那里重新登记");
        }

        if (!form.Ok) return Pages.Again<AssetPage>(await ModelOf(asset, form.State, actor, db, directory, security, cancel));
        var before = Words(asset, directory);
        (asset.Kind, asset.Name, asset.Grade, asset.Organisation, asset.Levels, asset.Note) = (typed.Kind, typed.Name, typed.Grade, typed.Organisation, typed.Levels, typed.Note);
        asset.Version++;
        if (!await db.SaveWithLine(clock.Now(), LogKind.Register, actor.Id, id, $"{before}改为{Words(asset, directory)}", cancel)) return Pages.Refuse(SecurityDesk.Changed);
        alerts.Wake();
        return Results.LocalRedirect($"{Path}/{id}");
    }

    private static async Task<IResult> Retire(string id, HttpContext context, SecurityDb db, IDirectory directory, RaiseAlerts alerts, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await db.Mine(actor).SingleOrDefaultAsync(a => a.Id == id && a.RetiredOn == null, cancel) is not { } asset) return Pages.Refuse(SecurityDesk.NotFound);
        (asset.RetiredOn, asset.Version) = (clock.Now().Date, asset.Version + 1);
        if (!await db.SaveWithLine(clock.Now(), LogKind.Register, actor.Id, id, $"停用{Words(asset, directory)}", cancel)) return Pages.Refuse(SecurityDesk.Changed);
        alerts.Wake();
        return Results.LocalRedirect($"{Path}/{id}");
    }

    private static (AssetKind Kind, string Name, AssetGrade Grade, string Organisation, string Levels, string? Note) Read(FormReader form, Actor actor, IDirectory directory)
    {
        var kind = Enum.TryParse<AssetKind>(form.Choice(KindField, "种类", AssetWords.Kinds), out var chosen) ? chosen : AssetKind.System;
        var name = form.Text(NameField, "名称", max: 60, min: 2);
        var grade = Enum.TryParse<AssetGrade>(form.Choice(GradeField, "定级", AssetWords.Grades), out var graded) ? graded : AssetGrade.Ungraded;
        var organisation = form.Choice(OrganisationField, "主管单位", Organisations(actor, directory));
        var levels = form.Choices(LevelsField, "在哪几级使用", AssetWords.Levels, required: kind == AssetKind.System);
        var note = form.LongText(NoteField, "说明", max: 500, required: false);
        if (form.Ok && !AssetWords.Fits(kind, grade))
        {
            form.Refuse(GradeField, kind == AssetKind.DataSet ? "数据集按一般、重要、核心数据分类，请改选" : "系统、服务器和接口按等级保护第一级至第五级定级，请改选");
        }

        return (kind, name, grade, organisation, string.Join('|', AssetWords.Levels.Select(l => l.Value).Where(levels.Contains)), note.Length == 0 ? null : note);
    }

    private static async Task<AssetPageModel> ModelOf(
        AssetRow asset, FormState form, Actor actor, SecurityDb db, IDirectory directory, ISecurityLog security, CancellationToken cancel)
    {
        var history = await db.Log.AsNoTracking().Where(l => l.About == asset.Id).OrderByDescending(l => l.Number).Take(PageSize).ToListAsync(cancel);
        var names = await security.Names([.. history.Select(l => l.By).OfType<string>().Distinct()], cancel);
        return new AssetPageModel(
            LineOf(asset, directory), asset.Note,
            SecurityDesk.MayWrite(actor) && asset.RetiredOn is null ? new AssetFormModel(form, Organisations(actor, directory), asset.Name, $"{Path}/{asset.Id}") : null,
            [.. history.Select(l => new ManagementLineModel(l.Number, l.At, "", l.What, l.By is null ? "平台" : names.GetValueOrDefault(l.By, "—")))]);
    }

    private static FormState FilledOf(AssetRow asset) => new(
        new Dictionary<string, Microsoft.Extensions.Primitives.StringValues>
        {
            [KindField] = asset.Kind.ToString(), [NameField] = asset.Name, [GradeField] = asset.Grade.ToString(), [OrganisationField] = asset.Organisation,
            [LevelsField] = asset.LevelList.ToArray(), [NoteField] = asset.Note ?? "",
        },
        []);

    private static ChoiceModel[] Organisations(Actor actor, IDirectory directory) =>
        [.. directory.OrganisationsUnder(actor.Place).Where(o => o.Kind != OrganisationKind.Operator).Select(o => new ChoiceModel(o.Id, o.Name))];

    private static AssetLineModel LineOf(AssetRow asset, IDirectory directory) => new(
        asset.Id, asset.Name, AssetWords.Of(asset.Kind), AssetWords.Of(asset.Grade), asset.Grade == AssetGrade.Ungraded, directory.Organisation(asset.Organisation)?.Name ?? asset.Organisation,
        string.Join('、', asset.LevelList.Select(AssetWords.OfLevel)), asset.RetiredOn);

    private static string Words(AssetRow asset, IDirectory directory) =>
        $"{AssetWords.Of(asset.Kind)}“{asset.Name}”（{AssetWords.Of(asset.Grade)}{string.Concat(asset.LevelList.Select(l => "、" + AssetWords.OfLevel(l)))}，{directory.Organisation(asset.Organisation)?.Name ?? asset.Organisation}）";
}

public sealed record AssetsModel(IReadOnlyList<AssetLineModel> Lines, bool MayWrite);

public sealed record AssetLineModel(string Id, string Name, string Kind, string Grade, bool Ungraded, string Organisation, string Levels, DateOnly? RetiredOn);

/// <param name="Name">As it is registered; null: a new one.</param>
public sealed record AssetFormModel(FormState Form, IReadOnlyList<ChoiceModel> Organisations, string? Name, string Action);

/// <param name="Edit">Null: the reader may not change it, or it is retired.</param>
public sealed record AssetPageModel(AssetLineModel Asset, string? Note, AssetFormModel? Edit, IReadOnlyList<ManagementLineModel> History);
