using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>A case with all that deciding and showing it needs: its state, the guide and rules it pinned, today's calendar.</summary>
internal sealed record OpenCase(CaseState State, byte[] Head, CaseContext Context)
{
    public CaseNumber Number => State.Number;

    public Guide Guide => Context.Guide;

    public RuleSet Rules => Context.Rules;
}

/// <summary>An act as a button shows it: open, or closed with the reason and its article.</summary>
internal sealed record ActOption(string Act, string Words, Citation Basis, Refusal? Closed);

/// <summary>Where features come with an act: opens the case, hands the act to its lane, tells which acts are open.</summary>
internal sealed class CaseDesk(
    IDbContextFactory<CasesDb> contexts, CaseLanes lanes, CaseListings listings, Papers papers, ICatalogue catalogue, IRulebooks rulebooks, OnlineFiling online, IStaff staff,
    IInterests interests, Quotas quotas, Bars bars, IDirectory directory, Crossings crossings, VenueCases venues, Holdings holdings, TimeProvider clock)
{
    public ValueTask<OpenCase?> Open(CaseNumber number, CancellationToken cancel = default) => Open(number, static _ => true, cancel);

    /// <summary>
    /// By what somebody typed: a case only where he may see it. The database is asked the same, once, whether the number is another's, nobody's or none at all.
    /// </summary>
    public ValueTask<OpenCase?> Open(string number, Func<CaseState, bool> may, CancellationToken cancel) => Open(CaseNumber.TryParse(number, out var known) ? known : default, may, cancel);

    private async ValueTask<OpenCase?> Open(CaseNumber number, Func<CaseState, bool> may, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Cases.AsNoTracking()
            .Where(c => c.Region == number.Region.Number && c.Id == number.Id)
            .Select(c => new { c.Body, c.Head })
            .FirstOrDefaultAsync(cancel);
        if (row is null || StoredCase.StateOf(row.Body) is not { } state || !may(state)) return null;
        var open = await Open(state, row.Head, cancel);
        return open.Guide.Quota is null ? open : open with { Context = open.Context with { Queue = await quotas.Queue(open.State, open.Guide, cancel) } };
    }

    /// <summary>Which of these numbers are cases.</summary>
    public async Task<IReadOnlySet<CaseNumber>> Which(IReadOnlyList<CaseNumber> numbers, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = new HashSet<CaseNumber>();
        foreach (var region in numbers.GroupBy(n => n.Region.Number, n => n.Id))
        {
            var ids = region.ToList();
            foreach (var id in await db.Cases.AsNoTracking().Where(c => c.Region == region.Key && ids.Contains(c.Id)).Select(c => c.Id).ToListAsync(cancel)) found.Add(CaseNumber.From(region.Key, id));
        }

        return found;
    }

    /// <summary>The cases of a list's page, in its order.</summary>
    public async Task<IReadOnlyList<OpenCase>> Open(IReadOnlyList<Listing> page, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var found = new Dictionary<CaseKey, CaseRow>(page.Count);
        foreach (var region in page.GroupBy(l => l.Region, l => l.Id))
        {
            var ids = region.ToList();
            foreach (var row in await db.Cases.AsNoTracking().Where(c => c.Region == region.Key && ids.Contains(c.Id)).ToListAsync(cancel))
            {
                found[new CaseKey(row.Region, row.Id)] = row;
            }
        }

        var cases = new List<OpenCase>(page.Count);
        foreach (var listed in page)
        {
            if (found.TryGetValue(new CaseKey(listed.Region, listed.Id), out var row)) cases.Add(await Open(StoredCase.StateOf(row.Body), row.Head, cancel));
        }

        return cases;
    }

    private async ValueTask<OpenCase> Open(CaseState state, byte[] head, CancellationToken cancel)
    {
        var guide = await catalogue.Version(state.Item, state.GuideVersion, cancel)
            ?? throw new InvalidOperationException($"{state.Number} pins {state.Item} v{state.GuideVersion}, which the catalogue does not have.");
        var rules = rulebooks.Pinned(state.RulesHash)
            ?? throw new InvalidOperationException($"{state.Number} pins the rules {state.RulesHash}, which the rulebooks do not have.");
        return new OpenCase(state, head, new CaseContext(guide, rules, rulebooks.Calendar)
        {
            Item = await catalogue.Timeline(state.Item, cancel),
            Sunk = state.Venue is null ? [] : await catalogue.Sunk(state.Item, cancel),
            Staff = staff.Of(state.Organisation),
            Interests = interests.In(state.Subject, state.FiledBy),
            HolderName = state.Work?.Held is { } held ? staff.Find(held.By)?.Name : null,
        });
    }

    public RuleSet RulesFor(Guide guide) => rulebooks.For(guide.Place, guide.Type, clock.Now().Date);

    /// <summary>For a filing that is about to be: the rules of the place that handles it, in force today, and whether the item is open.</summary>
    public async ValueTask<CaseContext> ContextFor(Guide guide, CancellationToken cancel = default) =>
        new(guide, RulesFor(guide), rulebooks.Calendar)
        {
            Item = await catalogue.Timeline(guide.Item, cancel), Sunk = await catalogue.Sunk(guide.Item, cancel), OnlineOutage = await online.Outage(cancel),
        };

    /// <summary>The same, with what bars this applicant.</summary>
    public async ValueTask<CaseContext> ContextFor(Guide guide, string subject, CancellationToken cancel = default) =>
        await ContextFor(guide, cancel) with { Bar = await bars.On(guide, subject, cancel) };

    /// <param name="actId">The same for a repetition of the same act: from the form's or the caller's idempotency key.</param>
    /// <param name="seen">The version the page showed.</param>
    public Task<Outcome<Acted>> Do(OpenCase open, Actor by, CaseAct act, string actId, int? seen = null) =>
        Do(new ActRequest(open.Number, actId, by, Known(act, open.State), open.Context, clock.Now(), seen));

    /// <summary>Deciding asks nobody: what the directory knows is looked up before.</summary>
    private CaseAct Known(CaseAct act, CaseState state) => act switch
    {
        PassOn pass => pass with { Unit = PassCase.Find(pass.To, directory) },
        RaiseDispute dispute => dispute with { Superior = DisputeRules.Superior(state, directory) },
        _ => act,
    };

    /// <summary>The same with words, which are sealed and saved first and pinned in the event.</summary>
    public async Task<Outcome<Acted>> Do<T>(OpenCase open, Actor by, CaseAct act, T words, string actId, int? seen = null, CancellationToken cancel = default)
    {
        var paper = await papers.Save(open.Number, open.State.Subject, words, cancel);
        return await Do(open, by, act with { Paper = paper }, actId, seen);
    }

    public async Task<Outcome<Acted>> File(CaseNumber number, Actor by, Submit act, CaseContext context, string actId, CancellationToken cancel = default)
    {
        await rulebooks.Pin(context.Rules, cancel);
        return await Do(new ActRequest(number, actId, by, act, context, clock.Now(), null));
    }

    /// <summary>A part of a whole becomes a case, by the platform.</summary>
    public async Task<Outcome<Acted>> Open(CaseNumber number, OpenPart act, CaseContext context, string actId, CancellationToken cancel = default)
    {
        await rulebooks.Pin(context.Rules, cancel);
        return await Do(new ActRequest(number, actId, Actor.Clockwork, act, context, clock.Now(), null));
    }

    /// <summary>Whoever acted sees it in his lists at once.</summary>
    private async Task<Outcome<Acted>> Do(ActRequest request)
    {
        var outcome = request is { Act: Approve or ApproveOutOfOrder, Context.Guide.Quota: { } quota } ? await Limited(request, quota) : await lanes.Submit(request);
        if (!outcome.Try(out var acted, out var why)) return why.Code == "cases.recusal-found" ? await Aside(request, why) : outcome;
        await listings.Show(acted.State);
        await crossings.Keep(acted.State, request.Context);
        await venues.Keep(acted.State);
        await holdings.Keep(acted.State);
        return outcome;
    }

    /// <summary>A limited approval takes its place first and looks at the queue after that; what does not come about gives it back.</summary>
    private async Task<Outcome<Acted>> Limited(ActRequest request, Quota quota)
    {
        if (await Open(request.Number) is not { } before) return CaseDecider.Unknown;
        var taken = await quotas.Take(before.State, quota);
        var outcome = await lanes.Submit(request with { Context = request.Context with { Queue = await quotas.Queue(before.State, before.Guide, default) } });
        if (taken && !outcome.Try(out _, out _)) await quotas.Free(request.Number);
        return outcome;
    }

    /// <summary>Who may not act by the registers is written down once, and told no all the same (公务员法 第七十七条: without a request).</summary>
    private async Task<Outcome<Acted>> Aside(ActRequest request, Refusal why)
    {
        var ground = RecusalRules.GroundOf(request.Context.Interests[request.By.Id]);
        var found = await lanes.Submit(request with { ActId = $"recusal-{request.By.Id}", By = Actor.Clockwork, Act = new FindRecusal(request.By.Id, ground), SeenVersion = null });
        if (found.Try(out var acted, out _)) await listings.Show(acted.State);
        return why;
    }

    /// <summary>
    /// Every act that this actor's role has in the lifecycle, from wherever: those that are not open stand there with their reason and article.
    /// </summary>
    public IReadOnlyList<ActOption> ActsOf(OpenCase open, Actor actor)
    {
        var by = new ActorInCase(actor, open.State);
        return [.. CaseLifecycle.Steps.Where(s => s.Role != Who.Time && by.Is(s.Role)).Select(s => s.Act).Distinct()
            .Where(act => MayConcern(open, actor, act)).Select(act => OptionOf(open, act, actor))];
    }

    /// <summary>False: nothing in this item or case that the act could be about, so that it is not even shown as closed.</summary>
    private static bool MayConcern(OpenCase open, Actor actor, string act) =>
        CollectiveRules.MayConcern(open.Context, act) && VisitRules.MayConcern(open.Context, act) && LineRules.MayConcern(open.Context, act)
        && HearingRules.MayConcern(open.Context, act) && AutomaticRules.MayConcern(open, act) && QuotaRules.MayConcern(open, act)
        && ClaimRules.MayConcern(open.State, act) && RecusalRules.MayConcern(open.State, act) && CrossRegionRules.MayConcern(open.State, act) && CombinationRules.MayConcern(open.State, act)
        && Undoing.MayConcern(open.State, actor, act);

    /// <summary>One act as this actor finds it; without an actor: as anybody whose part it is would.</summary>
    public ActOption OptionOf(OpenCase open, string act, Actor? actor)
    {
        var step = CaseLifecycle.Find(open.State.Status, act);
        var by = new ActorInCase(actor ?? Actor.Clockwork, open.State);
        var closed = step is null || (actor is not null && !by.Is(step.Role))
            ? CaseLifecycle.NotFromHere(open.State, act, open.Rules)
            : CaseLifecycle.Bars(step, open.State, null, by, open.Context, clock.Now());
        var basis = step ?? CaseLifecycle.Steps.First(s => s.Act == act);
        return new ActOption(act, ActWords.Of(act), basis.Basis(open.Rules), closed);
    }
}
