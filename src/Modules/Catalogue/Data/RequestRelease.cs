using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 变更的发布: the request, the guides or the item's end, the list's version and the events in one transaction; what belongs together with other items is
/// made again afterwards.
/// </summary>
internal sealed class RequestRelease(CatalogueDb db, ChangeRequests requests, GuideDrafts drafts, PublishedGuides guides, Combinations combinations, BasicLists lists, Lints lints, Library library, IRulebooks rulebooks, IDirectory directory, TimeProvider clock)
{
    /// <summary>What would be published, and what stops it.</summary>
    /// <param name="Guides">In the order of the request's items; null where a draft is not complete.</param>
    /// <param name="Stops">In words, with the item where there are several.</param>
    public sealed record Look(IReadOnlyList<(RequestedItem Item, Guide? Before, Guide? After, IReadOnlyList<LintFinding> Findings)> Guides, IReadOnlyList<string> Stops)
    {
        /// <summary>Of what stops it, what nobody may publish over: everything but the linter's findings.</summary>
        public IReadOnlyList<string> Bars { get; init; } = [];
    }

    public async Task<Look> LookAt(ChangeRequest request, CancellationToken cancel)
    {
        if (request.Kind != RequestKind.Guide)
        {
            var forbidden = await TimelineStops(request, cancel);
            return new Look([], forbidden) { Bars = forbidden };
        }

        var seen = new List<(RequestedItem, Guide?, Guide?, IReadOnlyList<LintFinding>)>();
        var (stops, bars) = (new List<string>(), new List<string>());
        foreach (var item in request.Items)
        {
            var before = item.Before == 0 ? null : await guides.Version(item.Item, item.Before, cancel);
            // A draft that is whole may still break rules; one that is not whole is no guide.
            var (drafted, gaps) = await drafts.Complete(request.Id, item.Item, request.EffectiveFrom, cancel);
            var after = drafted is null ? null : (await library.Index(cancel)).Bind(drafted);
            IReadOnlyList<LintFinding> findings = after is null ? [] : await lints.Of(after, cancel);
            var name = request.Items.Count > 1 ? $"{item.Name}：" : "";
            stops.AddRange(gaps.Select(f => $"{name}{f.Element}：{f.Rule}。{f.Mend}"));
            stops.AddRange(Stopping(findings).Select(f => $"{name}{f}"));
            if (after is not null && await lists.Orphan(after, cancel) is { } orphan) bars.Add(name + orphan.Message);
            if (after is not null && (after.ByOperator == true) != (directory.Organisation(after.Organisation) is { Kind: OrganisationKind.Operator }))
                bars.Add($"{name}“由公共服务单位办理”与办理机构的类型不符，请核对办理机构");
            if (await NewerThan(item, cancel)) bars.Add($"{item.Name}起草以后别的申请已经发布了新的版本，请到它的草稿页接到新的版本上（已经送审的，先退回修改）");
            seen.Add((item, before, after, findings));
        }

        return new Look(seen, [.. stops, .. bars]) { Bars = bars };
    }

    /// <summary>What was published, compared with what stood before; nothing stops it any more.</summary>
    public async Task<Look> AsPublished(ChangeRequest request, CancellationToken cancel)
    {
        var seen = new List<(RequestedItem, Guide?, Guide?, IReadOnlyList<LintFinding>)>();
        if (request is not { Kind: RequestKind.Guide, State: ChangeState.Published }) return new Look([], []);
        foreach (var item in request.Items)
        {
            var before = item.Before == 0 ? null : await guides.Version(item.Item, item.Before, cancel);
            if (await guides.Version(item.Item, item.Before + 1, cancel) is { } after) seen.Add((item, before, after, []));
        }

        return new Look(seen, []);
    }

    /// <summary>What the versions published last are still found to have.</summary>
    public async Task<IReadOnlyList<string>> StillFound(ChangeRequest request, CancellationToken cancel)
    {
        var left = new List<string>();
        foreach (var item in request.Items)
        {
            var version = await db.Items.Where(i => i.Key == item.Item).Select(i => i.CurrentVersion).SingleAsync(cancel);
            if (await guides.Version(item.Item, version, cancel) is { } guide)
                left.AddRange(Stopping(await lints.Of(guide, cancel)));
        }

        return left;
    }

    /// <summary>Only what can be put right later may be published over: a draft that is no whole guide never.</summary>
    public async Task<Outcome<ChangeRequest>> Publish(RequestRow row, ChangeRequest request, UrgentRelease? urgent, Actor actor, CancellationToken cancel)
    {
        var look = await LookAt(request, cancel);
        if (request.Kind == RequestKind.Guide && look.Guides.Any(g => g.After is null))
            return new Refusal("catalogue.draft-incomplete", $"还不是一份完整的办事指南，不能发布：{string.Join("；", look.Stops.Take(3))}", Laws.Elements);
        if (urgent is not null && look.Bars.Count > 0) return new Refusal("catalogue.not-waivable", $"紧急发布也不能越过：{string.Join("；", look.Bars)}", Laws.JointReview);
        if (!request.Publish(look.Stops, urgent, actor, clock.Now()).Try(out var published, out var why)) return why;

        var what = published.Urgent is { } waived ? $"紧急发布（{waived.Findings.Count} 处问题，{waived.MendBy:yyyy-MM-dd} 前改好）：{waived.Reason}" : $"发布，{request.EffectiveFrom:yyyy-MM-dd} 起生效";
        await requests.Put(row, published, what, actor.Id, cancel);
        if (request.Kind == RequestKind.Guide && rulebooks.For(request.Place, ItemType.PublicService, request.EffectiveFrom).Says("guide.updateTiming", "promptly-and-reported"))
            db.Add(new GuideReportRow { Request = request.Id, Place = request.Place.Number, Title = row.Title, At = clock.Now() });
        var note = new ListNote(request.Reason, request.Why, request.Id);
        if (request.Kind == RequestKind.Guide)
        {
            await Publication.Publish(db, [.. look.Guides.Select(g => g.After!)], actor.Id, clock.Now(), cancel, note);
        }
        else
        {
            await End(request, note, actor, cancel);
        }

        await combinations.PartsChanged([.. request.Items.Select(i => i.Item)], cancel);
        return published;
    }

    /// <summary>What the request does to its items.</summary>
    private static ItemStep StepOf(ChangeRequest request) => request.Kind == RequestKind.Cancel ? ItemStep.Cancelled : ItemStep.Moved;

    private async Task End(ChangeRequest request, ListNote note, Actor actor, CancellationToken cancel)
    {
        var step = StepOf(request);
        var starts = Instant.At(request.EffectiveFrom, TimeOnly.MinValue);
        var changes = new List<ListChange>();
        foreach (var item in request.Items)
        {
            var number = (await db.Changes.Where(c => c.Item == item.Item).MaxAsync(c => (int?)c.Number, cancel) ?? 0) + 1;
            db.Add(new ItemChangeRow
            {
                Item = item.Item, Number = number, Step = step, StartsAt = starts, Reason = request.Why,
                ToOrganisation = request.To?.Organisation, ToName = request.To?.Name, ToPlace = request.To?.Place.ToString(), SetBy = actor.Id, SetAt = clock.Now(),
            });
            var place = await db.Items.Where(i => i.Key == item.Item).Select(i => i.Place).SingleAsync(cancel);
            changes.Add(new ListChange(place, item.Item, item.Name, item.Department, step == ItemStep.Cancelled ? ListStep.Removed : ListStep.Moved, item.Before, starts));
        }

        await ListVersions.Note(db, ListKind.Implementation, changes, note, actor.Id, clock.Now(), cancel);
        await Publication.CountChange(db, cancel);
        await db.SaveChangesAsync(cancel);
    }

    private async Task<IReadOnlyList<string>> TimelineStops(ChangeRequest request, CancellationToken cancel)
    {
        var step = StepOf(request);
        var stops = new List<string>();
        foreach (var item in request.Items)
        {
            var timeline = await guides.Timeline(item.Item, cancel);
            if (!ItemChangeRules.Decide(timeline, step, request.EffectiveFrom, null, request.Why, clock.Now().Date, request.To).Try(out _, out var why)) stops.Add($"{item.Name}：{why.Message}");
        }

        return stops;
    }

    private static IEnumerable<string> Stopping(IEnumerable<LintFinding> findings) => findings.Where(f => f.Severity == Severity.Error).Select(f => $"{f.Message}。{f.Mend}");

    private async Task<bool> NewerThan(RequestedItem item, CancellationToken cancel) =>
        await db.Items.AnyAsync(i => i.Key == item.Item && i.CurrentVersion > item.Before, cancel);
}
