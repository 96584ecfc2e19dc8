using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>The page of one request, and the one way in which its steps are kept.</summary>
internal sealed class RequestDesk(CatalogueDb db, ChangeRequests requests, RequestRelease release, Rehearsal rehearsal, IStaff staff, TimeProvider clock)
{
    public ChangeRequests Requests => requests;

    public RequestRelease Release => release;

    /// <summary>Does a step of the request that the page was made from; a save that came between is told, not overwritten.</summary>
    public async Task<IResult> Step(string id, FormReader form, Actor actor, string what, Func<ChangeRequest, Task<Outcome<ChangeRequest>>> step, CancellationToken cancel, bool kept = false)
    {
        if (await requests.Find(id, actor, cancel) is not { } row) return Pages.Refuse(ChangeRequests.NotYours);
        if (!form.Ok) return await Page(row, actor, form.State, cancel, StatusCodes.Status422UnprocessableEntity);
        if (form.Raw("seen") != $"{row.Version}") return await Again(id, form, actor, ChangeRequests.ChangedMeanwhile, cancel);
        try
        {
            if (!(await step(ChangeRequests.Read(row))).Try(out var next, out var why)) return await Again(id, form, actor, why, cancel);
            if (!kept)
            {
                await requests.Put(row, next, what, actor.Id, cancel);
                await db.SaveChangesAsync(cancel);
            }
        }
        catch (DbUpdateException)
        {
            // Somebody else's step was saved first.
            return await Again(id, form, actor, ChangeRequests.ChangedMeanwhile, cancel);
        }

        return Results.LocalRedirect($"{ListRequests.Path}/{id}");
    }

    public async Task<IResult> Again(string id, FormReader form, Actor actor, Refusal why, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        return await requests.Find(id, actor, cancel) is { } row
            ? await Page(row, actor, form.State.Refused(why), cancel, Pages.StatusOf(why))
            : Pages.Refuse(ChangeRequests.NotYours);
    }

    public async Task<IResult> Page(RequestRow row, Actor actor, FormState form, CancellationToken cancel, int status = StatusCodes.Status200OK)
    {
        var request = ChangeRequests.Read(row);
        var open = request.State is not (ChangeState.Published or ChangeState.Withdrawn);
        var look = open ? await release.LookAt(request, cancel) : await release.AsPublished(request, cancel);
        var party = ReviewParties.Of(actor, request);
        var office = actor.Role == Role.ManagementOfficer && actor.Place == request.Place;
        var lines = await db.RequestLines.AsNoTracking().Where(l => l.Request == row.Id).OrderBy(l => l.Number).ToListAsync(cancel);
        return Pages.Show<ChangePage>(
            new ChangePageModel(
                row.Id, row.Version, row.Title, form, RequestWords.Of(request.State), RequestWords.Look(request.State), requests.NameOf(request.Department),
                RequestWords.Of(request.Reason), request.Why, request.EffectiveFrom, request.To?.Name,
                [.. request.Items.Select(i => new RequestedItemModel(i.Item, i.Name, requests.NameOf(i.Department), request.Kind == RequestKind.Guide && ChangeRequests.MayEdit(request, actor) ? $"/workbench/guides/{row.Id}/{i.Item}" : null, i.Before == 0))],
                [.. look.Guides.Where(g => g.After is not null).Select(g => Differences(g.Item, g.Before, g.After!))],
                open ? look.Stops : [],
                [.. request.Parties.Select(p => (p, Said: request.Reviews.FirstOrDefault(r => r.Party == p))).Select(s => new PartyModel(
                    s.p.Name, RequestWords.Of(s.p.Kind), s.Said is null ? "还没有意见" : s.Said.Agrees ? "同意" : "不同意", s.Said?.Words, s.Said?.At))],
                request.Urgent is { } urgent ? new UrgentModel(urgent.Reason, urgent.MendBy, urgent.Findings, row.MendBy is null) : null,
                [.. lines.Select(l => new RequestStepModel(l.What, staff.Find(l.By)?.Name ?? l.By, l.At))],
                open && (office || party is not null || ChangeRequests.MayEdit(request, actor)) ? await rehearsal.Of(request, look, cancel) : null)
            {
                MayEdit = ChangeRequests.MayEdit(request, actor),
                MayReview = request.State == ChangeState.Reviewing && party is not null && actor.Id != request.FiledBy,
                MayPublish = office && request.State == ChangeState.Reviewed,
                MayWithdraw = open && (office || (actor.Role == Role.DepartmentEditor && actor.Organisation == request.Department)),
                MayMove = open && office,
                MayMend = office && row.MendBy is not null,
                Today = clock.Now().Date,
                NewVersion = request.Kind == RequestKind.Guide,
            },
            status);
    }

    private static GuideDifferenceModel Differences(RequestedItem item, Guide? before, Guide after) => new(
        item.Name, before?.Version, [.. (before is null ? GuideDiff.Of(null, GuideDiff.Tree(after)) : GuideDiff.Of(before, after)).Select(d => new DifferenceModel(d.Element, d.What, d.Before, d.After))],
        before is null ? null : Simplification.Of(before, after) is { Nothing: false } less ? less.Words : null);
}
