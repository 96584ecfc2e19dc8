using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>写一份新的: a change request for an item that is not there yet, with a draft from a template, from another guide, or empty.</summary>
internal static partial class BeginDraft
{
    public const string Path = EditGuide.Path + "/new";

    private const string Shared = "shared";
    private const string Like = "like";
    private const int Most = 300;

    public static IReadOnlyList<ChoiceModel> Templates { get; } =
    [
        new(Shared, "用共用模板", "通用的步骤、渠道、申请人一页和本地大厅已经写好"), new(Like, "照着一份现有的指南", "材料、表单、步骤都抄过来，再改"),
        new("empty", "从空白开始", "只有您的部门和区划"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var begin = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        begin.MapGet("", Open).WithName("OpenBeginDraft");
        begin.MapPost("", Handle).WithName(nameof(BeginDraft));
    }

    private static async Task<IResult> Open(
        HttpContext context, CatalogueDb db, BasicLists lists, TimeProvider clock, CancellationToken cancel, string? code = null, string? name = null) => Pages.Show<BeginDraftPage>(new BeginDraftModel(
        FormState.Of(("template", Shared), ("code", code), ("name", name), ("from", Words.Machine(clock.Now().Date)), (ActKey.Field, ActKey.New())),
        await Guides(db, context.RequireActor(), cancel), await Entries(lists, context.RequireActor(), code, name, cancel)));

    private static async Task<IResult> Handle(
        FormReader form, HttpContext context, CatalogueDb db, PublishedGuides guides, ChangeRequests requests, GuideDrafts drafts, BasicLists lists, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var code = form.Text("code", "基本编码", max: 12, required: false);
        // What the entry of the list says needs no second writing.
        var entry = code.Length == 0 ? null : await lists.Entry(actor.Place, code, cancel);
        var name = form.Text("name", "事项名称", max: 60, min: 3, required: entry is null) is { Length: > 0 } written ? written : entry?.Name ?? "";
        form.Choice("type", "事项类型", DraftOptions.Types, required: entry is null);
        var type = string.IsNullOrEmpty(form.Raw("type")) && entry is not null
            ? entry.Type
            : Enum.GetValues<ItemType>().FirstOrDefault(t => DraftOptions.Types.Any(o => o.Words == t.Names().Name && o.Value == form.Raw("type")));
        var word = string.Join('-', form.Text("key", "网址里的短名", max: 40, min: 3, required: code.Length == 0).ToLowerInvariant().Split([' ', '_', '-'], StringSplitOptions.RemoveEmptyEntries));
        if (word.Length == 0 && code.Length > 0) word = $"item-{code}";
        if (word.Length > 0 && !Key().IsMatch(word)) form.Refuse("key", "短名用英文字母、数字和连字符，以字母开头，例如 food-business 或者拼音 zhanyong-daolu");
        var template = form.Choice("template", "从哪里开始", Templates);
        var known = await Guides(db, actor, cancel);
        var like = form.Choice("like", "照着哪一份", known, required: template == Like);
        var from = form.Date("from", "生效日期", from: clock.Now().Date);
        var why = form.LongText("why", "理由和依据", max: 300, min: 4);
        var item = $"{Short(actor.Place)}-{word}";
        if (form.Ok && (await db.Items.AnyAsync(i => i.Key == item, cancel) || await db.GuideDrafts.AnyAsync(d => d.Item == item && d.BaseVersion == 0, cancel)))
            form.Refuse("key", "已经有一个事项用了这个短名，请换一个");
        if (form.Ok && requests.OfficeOf(actor.Place) is null) form.Refuse("", "您所在的区划没有政务服务管理机构，不能提出变更。请联系系统管理员登记机构。");
        if (!form.Ok) return Pages.Again<BeginDraftPage>(new BeginDraftModel(form.State, known, await Entries(lists, actor, code, name, cancel)));

        var office = requests.OfficeOf(actor.Place)!;
        var own = actor.Organisation ?? office.Id;
        var empty = DraftTemplates.Empty(item, name, type, own, actor.Place);
        var document = template switch
        {
            Like when await guides.Current(like, cancel) is { } guide => DraftTemplates.Like(empty, guide),
            Shared => DraftTemplates.Shared(empty, directory.Organisation(own), directory.OrganisationsUnder(actor.Place).FirstOrDefault(o => o.Kind == OrganisationKind.Hall)),
            _ => empty,
        };
        document = document.With("byOperator", directory.Organisation(own) is { Kind: OrganisationKind.Operator } ? "true" : null);
        if (code.Length > 0) document = document.With("basicCode", DraftText.Json(code));
        var id = ActKey.Of(form);
        if (await db.Requests.AnyAsync(r => r.Id == id, cancel)) return Results.LocalRedirect(EditDesk.PathOf(id, item));
        requests.Add(
            new ChangeRequest
            {
                Id = id, Kind = RequestKind.Guide, Place = office.Region, Department = actor.Role == Role.ManagementOfficer ? office.Id : own, FiledBy = actor.Id, Reason = ListReason.TakeOver,
                Why = why, EffectiveFrom = from!.Value, Items = [new RequestedItem(item, name, own, 0)],
            },
            $"新的事项：{name}", actor);
        await drafts.BeginNew(id, document, cancel);
        return Results.LocalRedirect(EditDesk.PathOf(id, item));
    }

    /// <summary>Claimed entries without an item; what the address or the form says already is among them, however many there are.</summary>
    private static async Task<IReadOnlyList<ChoiceModel>> Entries(BasicLists lists, Actor actor, string? code, string? name, CancellationToken cancel)
    {
        var free = (await lists.Free(actor.Place, Most, cancel)).Select(e => new ChoiceModel(e.Code, $"{e.Name}（{e.Code}）")).ToList();
        if (!string.IsNullOrEmpty(code) && free.TrueForAll(e => e.Value != code)) free.Insert(0, new ChoiceModel(code, $"{name}（{code}）"));
        return free;
    }

    /// <summary>What may be copied: the guides of the department, or of the office's place.</summary>
    private static async Task<IReadOnlyList<ChoiceModel>> Guides(CatalogueDb db, Actor actor, CancellationToken cancel)
    {
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Organisation ?? "");
        var items = db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && i.CurrentVersion > 0);
        items = actor.Role == Role.ManagementOfficer ? items.Where(i => i.Place >= from && i.Place < end) : items.Where(i => i.Organisation == own);
        return await items.OrderBy(i => i.Key).Take(Most).Select(i => new ChoiceModel(i.Key, i.Name, null)).ToListAsync(cancel);
    }

    private static string Short(RegionCode place) => place.Level switch
    {
        RegionLevel.Village => place.ToString(),
        RegionLevel.Town => place.ToString()[..9],
        _ => place.ToString()[..6],
    };

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Key();
}

/// <param name="Entries">Claimed entries of the basic list that have no item yet.</param>
public sealed record BeginDraftModel(FormState Form, IReadOnlyList<ChoiceModel> Guides, IReadOnlyList<ChoiceModel> Entries);
