using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>提出变更申请: which item, what, why, from when. A guide's change goes on in the editor; the end of an item is whole with this.</summary>
internal static class FileRequest
{
    public const string Path = ListRequests.Path + "/new";
    private const int Most = 20;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var file = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        file.MapGet("", Open).WithName("OpenFileRequest");
        file.MapPost("", Handle).WithName(nameof(FileRequest));
    }

    private static async Task<IResult> Open(
        HttpContext context, CatalogueDb db, ChangeRequests requests, IDirectory directory, TimeProvider clock, CancellationToken cancel, string? item = null, string? q = null)
    {
        var actor = context.RequireActor();
        var chosen = item is null ? null : await requests.Item(item, actor, cancel);
        return chosen is null
            ? await Choose(context, db, directory, q, cancel)
            : Pages.Show<FileRequestPage>(Model(chosen, FormState.Of((ActKey.Field, ActKey.New()), ("from", Words.Machine(clock.Now().Date))), actor, directory));
    }

    /// <summary>Without an item: the actor's own, by a part of the name.</summary>
    private static async Task<IResult> Choose(HttpContext context, CatalogueDb db, IDirectory directory, string? q, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var (from, end, own) = (actor.Place.Number, actor.Place.End, actor.Organisation ?? "");
        var words = (q ?? "").Trim();
        words = words[..Math.Min(words.Length, 100)];
        var mine = db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && i.Name.Contains(words));
        mine = actor.Role == Role.ManagementOfficer ? mine.Where(i => i.Place >= from && i.Place < end) : mine.Where(i => i.Organisation == own);
        var found = await mine.OrderBy(i => i.Key).Take(Most).Select(i => new { i.Key, i.Name, i.Organisation }).ToListAsync(cancel);
        return Pages.Show<ChooseRequestItemPage>(new ChooseRequestItemModel(
            words, [.. found.Select(i => new RequestItemModel(i.Key, i.Name, directory.Organisation(i.Organisation)?.Name ?? i.Organisation))]));
    }

    private static async Task<IResult> Handle(
        FormReader form, HttpContext context, CatalogueDb db, ChangeRequests requests, GuideDrafts drafts, PublishedGuides guides, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await requests.Item(form.Raw("item") ?? "", actor, cancel) is not { } item) return Pages.Refuse(NotYours);
        _ = Enum.TryParse<RequestKind>(form.Choice("kind", "申请什么", RequestWords.Kinds), out var kind);
        _ = Enum.TryParse<ListReason>(form.Choice("reason", "变动事由", RequestWords.Reasons), out var reason);
        var heirs = Heirs(actor, directory);
        var heir = form.Choice("to", "承接机关", heirs, required: kind == RequestKind.Move);
        var from = form.Date("from", "生效日期", from: clock.Now().Date);
        var why = form.LongText("why", "理由和依据", max: 300, min: 4);
        if (!form.Ok) return Pages.Again<FileRequestPage>(Model(item, form.State, actor, directory));

        var place = RegionCode.From(item.Place);
        if (requests.OfficeOf(place) is not { } office) return Pages.Refuse(NoOffice);
        var id = ActKey.Of(form);
        if (await db.Requests.AnyAsync(r => r.Id == id, cancel)) return Results.LocalRedirect($"{ListRequests.Path}/{id}");
        var request = new ChangeRequest
        {
            Id = id, Kind = kind, Place = office.Region, Department = actor.Role == Role.ManagementOfficer ? office.Id : item.Organisation, FiledBy = actor.Id,
            Reason = reason, Why = why, EffectiveFrom = from!.Value, Items = [new RequestedItem(item.Key, item.Name, item.Organisation, item.CurrentVersion)],
            To = kind == RequestKind.Move && directory.Organisation(heir) is { } body ? new ItemHeir(body.Id, body.Name, body.Region) : null,
        };
        requests.Add(request, $"{RequestWords.Of(kind)}：{item.Name}", actor);
        await db.SaveChangesAsync(cancel);
        if (kind == RequestKind.Guide) await drafts.Begin(id, item.Key, await guides.Version(item.Key, item.CurrentVersion, cancel), actor, cancel);
        return Results.LocalRedirect($"{ListRequests.Path}/{id}");
    }

    private static FileRequestModel Model(ItemRow item, FormState form, Actor actor, IDirectory directory) => new(item.Key, item.Name, form, Heirs(actor, directory));

    /// <summary>Whatever bears acts in the place, under it and above it.</summary>
    private static List<ChoiceModel> Heirs(Actor actor, IDirectory directory) =>
    [
        .. directory.OrganisationsUnder(actor.Place).Concat(actor.Place.UpTheTree().Where(r => r != actor.Place).SelectMany(r => directory.OrganisationsUnder(r).Where(o => o.Region == r)))
            .Where(o => o.Kind is not OrganisationKind.Hall).DistinctBy(o => o.Id).Select(o => new ChoiceModel(o.Id, o.Name)),
    ];

    private static Refusal NotYours { get; } = new("catalogue.forbidden", "没有这个事项，或者它不归您所在的单位管。", Laws.Lists);

    private static Refusal NoOffice { get; } = new("catalogue.no-office", "这个事项所在的区划没有政务服务管理机构，不能提出变更。请联系系统管理员登记机构。", Laws.JointReview);
}

public sealed record RequestItemModel(string Item, string Name, string Department);

public sealed record ChooseRequestItemModel(string Question, IReadOnlyList<RequestItemModel> Items);

public sealed record FileRequestModel(string Item, string Name, FormState Form, IReadOnlyList<ChoiceModel> Heirs);
