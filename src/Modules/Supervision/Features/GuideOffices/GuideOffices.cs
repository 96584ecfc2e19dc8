using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Supervision;

/// <summary>业务指导 (青岛办法 第十条、第十一条): an upper office writes to the offices next below it, a department to those of its line; each takes note of its copy.</summary>
internal static class GuideOffices
{
    public const string Path = "/work/guidance";
    private const int Most = 100;

    public static readonly Role[] Offices = [Role.ManagementOfficer, Role.ChiefRepresentative];

    /// <summary>One answer for what is not there and what is not one's own.</summary>
    private static readonly Refusal NotYours = new("supervision.forbidden", "没有这份业务指导，或者它不是发给您单位的。", PlatformRules.Permission);
    private static readonly Refusal NobodyBelow = new("supervision.nobody-below", "您的单位没有下一级单位，不发业务指导。", new Citation("qingdao-2023", "第十条"));

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).AllowRoles(Offices);
        group.MapGet("", Show).WithName("ListGuidance");
        group.MapGet("/new", (HttpContext context, IDirectory directory) => Form(context.RequireActor(), FormState.Empty, directory)).WithName("WriteGuidance");
        group.MapPost("/new", Send).WithName(nameof(GuideOffices));
        group.MapGet("/{id}", Read).WithName("ReadGuidance");
        group.MapPost("/{id}/receipt", TakeNote).WithName("TakeNoteOfGuidance");
    }

    /// <summary>To whom this post may write: the offices next below its place, or the departments of its line.</summary>
    private static IReadOnlyList<Organisation> Below(Actor actor, IDirectory directory) =>
        actor.Role == Role.ManagementOfficer ? directory.OfficesBelow(actor.Place) : directory.LineBelow(actor.Organisation!);

    private static async Task<IResult> Show(HttpContext context, SupervisionDb db, IDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var own = actor.Organisation;
        var got = await db.GuidanceCopies.AsNoTracking().Where(c => c.Organisation == own).OrderByDescending(c => c.At).Take(Most)
            .Join(db.Guidance, c => c.Guidance, g => g.Id, (c, g) => new { Copy = c, Note = g }).ToListAsync(cancel);
        var sent = await db.Guidance.AsNoTracking().Where(g => g.Organisation == own).OrderByDescending(g => g.At).Take(Most).ToListAsync(cancel);
        var ids = sent.ConvertAll(g => g.Id);
        var unread = (await db.GuidanceCopies.AsNoTracking().Where(c => ids.Contains(c.Guidance) && c.ReadAt == null).Select(c => new { c.Guidance, c.Organisation }).ToListAsync(cancel)).ToLookup(c => c.Guidance);
        return Pages.Show<GuidanceListPage>(new GuidanceListModel(
            [.. got.OrderByDescending(g => g.Copy.At).Select(g => new GuidanceLineModel($"{Path}/{g.Note.Id}", g.Note.Title, NameOf(g.Note.Organisation, directory), g.Note.At, g.Copy.ReadAt is null ? "没有签收" : "已签收", g.Copy.ReadAt is not null))],
            [.. sent.Select(g => new GuidanceLineModel(
                $"{Path}/{g.Id}", g.Title, NameOf(g.Organisation, directory), g.At,
                unread.Contains(g.Id) ? $"还没有签收：{string.Join('、', unread[g.Id].Select(c => NameOf(c.Organisation, directory)))}" : "都已签收", !unread.Contains(g.Id)))],
            Below(actor, directory).Count > 0));
    }

    private static IResult Form(Actor actor, FormState form, IDirectory directory)
    {
        var below = Below(actor, directory);
        if (below.Count == 0) return Pages.Refuse(NobodyBelow);
        var model = new WriteGuidanceModel(form, [.. below.Select(o => new ChoiceModel(o.Id, o.Name))]);
        return form.IsRefused ? Pages.Again<WriteGuidancePage>(model) : Pages.Show<WriteGuidancePage>(model);
    }

    private static async Task<IResult> Send(FormReader form, HttpContext context, SupervisionDb db, IDirectory directory, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        var below = Below(actor, directory);
        var to = form.Choices("to", "发给", below.Select(o => new ChoiceModel(o.Id, o.Name)));
        var title = form.Text("title", "标题", 60, 2);
        var words = form.LongText("words", "内容", 4000, 4);
        if (!form.Ok) return Form(actor, form.State, directory);
        var now = clock.Now();
        var row = new GuidanceRow { Id = Guid.NewGuid().ToString("N"), Organisation = actor.Organisation!, By = actor.Id, At = now, Title = title, Words = words };
        db.Add(row);
        db.AddRange(to.Distinct().Select(o => new GuidanceCopyRow { Guidance = row.Id, Organisation = o, At = now }));
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"{Path}/{row.Id}");
    }

    private static async Task<IResult> Read(string id, HttpContext context, SupervisionDb db, IDirectory directory, IStaff staff, CancellationToken cancel)
    {
        var own = context.RequireActor().Organisation;
        if (await db.Guidance.AsNoTracking().SingleOrDefaultAsync(g => g.Id == id, cancel) is not { } row) return Pages.Refuse(NotYours);
        var copies = await db.GuidanceCopies.AsNoTracking().Where(c => c.Guidance == id).ToListAsync(cancel);
        var mine = copies.Find(c => c.Organisation == own);
        if (row.Organisation != own && mine is null) return Pages.Refuse(NotYours);
        return Pages.Show<GuidancePage>(new GuidanceModel(
            row.Title, NameOf(row.Organisation, directory), staff.Find(row.By)?.Name, row.At, row.Words,
            [.. copies.Where(c => row.Organisation == own || c.Organisation == own).Select(c => new GuidanceCopyModel(NameOf(c.Organisation, directory), c.ReadAt, c.ReadBy is null ? null : staff.Find(c.ReadBy)?.Name))],
            mine is { ReadAt: null } ? $"{Path}/{id}/receipt" : null));
    }

    private static async Task<IResult> TakeNote(string id, HttpContext context, SupervisionDb db, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await db.GuidanceCopies.SingleOrDefaultAsync(c => c.Guidance == id && c.Organisation == actor.Organisation, cancel) is not { } copy) return Pages.Refuse(NotYours);
        if (copy.ReadAt is null)
        {
            (copy.ReadBy, copy.ReadAt) = (actor.Id, clock.Now());
            await db.SaveChangesAsync(cancel);
        }

        return Results.LocalRedirect($"{Path}/{id}");
    }

    private static string NameOf(string organisation, IDirectory directory) => directory.Organisation(organisation)?.Name ?? organisation;
}

/// <summary>The link in the workbench's menu; urgent while something is not taken note of.</summary>
internal sealed class GuidancePlace(IDbContextFactory<SupervisionDb> contexts) : IWorkPlaces
{
    public async ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel)
    {
        if (who.Actor() is not { } actor || !GuideOffices.Offices.Contains(actor.Role)) return [];
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var unread = await CreditFigures.GuidanceUnread(db.GuidanceCopies.AsNoTracking().Where(c => c.Organisation == actor.Organisation), cancel);
        return [new PlaceModel("业务指导", GuideOffices.Path, unread, unread.Value > 0) { Group = PlaceGroup.Dealings }];
    }
}

/// <param name="MayWrite">There is somebody below.</param>
public sealed record GuidanceListModel(IReadOnlyList<GuidanceLineModel> Got, IReadOnlyList<GuidanceLineModel> Sent, bool MayWrite);

public sealed record GuidanceLineModel(string Path, string Title, string From, Instant At, string Standing, bool Done);

public sealed record WriteGuidanceModel(FormState Form, IReadOnlyList<ChoiceModel> Below);

/// <param name="NotePath">Where the reader's office takes note; null: it has, or it wrote it.</param>
public sealed record GuidanceModel(string Title, string From, string? By, Instant At, string Words, IReadOnlyList<GuidanceCopyModel> Copies, string? NotePath);

public sealed record GuidanceCopyModel(string Office, Instant? ReadAt, string? ReadBy);
