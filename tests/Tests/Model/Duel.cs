using System.Globalization;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>One life, lived twice: by the engine and by the model. The first difference ends it.</summary>
internal sealed class Duel(Facts facts, Tally? tally = null, Bug? bug = null, List<string>? told = null)
{
    private readonly NaiveCase model = new(facts.Law, facts.Guide, facts.Checks.Count) { Today = facts.FiledOn, Calendar = facts.Context.Calendar, Staff = facts.Context.Staff, Tied = facts.Context.Interests.Keys.ToHashSet(), Item = facts.Item };
    private readonly CaseNumber number = CaseNumber.From(facts.Law.Place, facts.FiledOn, 0, 1);
    private CaseContext context = facts.Context;
    private CaseState? state;
    private Instant now = Instant.At(facts.FiledOn, new TimeOnly(9, 0));
    private int acts;

    public NaiveCase Model => model;

    /// <summary>Plays the dice one after the other; null: no difference.</summary>
    public string? Play(IEnumerable<int> dice)
    {
        told?.Add(facts.ToString());
        var after = 0;
        foreach (var die in dice)
        {
            var turn = RandomLife.Next(facts, model, new Random(die));
            if (turn.Days > 0 && Silence(turn.Days) is { } late) return late;
            now = now.Plus(TimeSpan.FromSeconds(turn.Seconds));
            if (turn.Announced && state is not null && Announce() is { } unmoved) return unmoved;
            (context, model.Queue) = (context with { Queue = turn.Queue }, turn.Queue);
            if (turn.Act is not null && Act(turn.By, turn.Act) is { } odd) return odd;
            after = model.Status is { } status && status.IsEnd() ? after + 1 : 0;
            if (after > (model.TakenAway is not null ? 18 : model.LookBy is not null || model.BrokenWord || facts.Guide.Automatic is not null ? 8 : 4)) break;
        }

        return null;
    }

    private string? Silence(int days)
    {
        var until = now.Date.AddDays(days);
        told?.Add($"{now.Date:yyyy-MM-dd} … {until:yyyy-MM-dd}: silence");
        // Overnight it is read as it was stored: what the stored state leaves out must not be missed.
        if (state is not null) state = StoredCase.StateOf(StoredCase.Body(state));
        var morning = Instant.At(until, new TimeOnly(9, 0));
        if (Sweep(morning) is { } stumbled) return stumbled;
        now = morning;
        model.LiveUntil(until);
        tally?.Step(facts.Law.Name);
        return Different();
    }

    /// <summary>The years' days off are announced: the engine moves what it must, the model counts anew.</summary>
    private string? Announce()
    {
        if (ReferenceEquals(context.Calendar, Facts.Announced)) return null;
        told?.Add($"{now.Date:yyyy-MM-dd}: the calendar is announced");
        (context, model.Calendar) = (context with { Calendar = Facts.Announced }, Facts.Announced);
        if (state!.Status.IsEnd()) return null;
        if (Engine(Actor.Clockwork, new Reproject()) is { } why and not ("nothing-moved" or "not-from-here" or "stage-missing")) return $"the calendar moves nothing: {why}";
        model.Look();
        return Sweep(now) ?? Different();
    }

    private string? Act(Actor by, CaseAct act)
    {
        told?.Add($"{now.Date:yyyy-MM-dd} {by.Id} ({by.Role}): {Words(act)}");
        // The model knows this parcel and an earlier one, the engine numbers them.
        var why = Engine(by, act is RecordParcel parcel ? parcel with { Begun = parcel.Begun == 1 ? state?.SentAt ?? 0 : 0 } : act);
        model.Now = now;
        var against = model.Do(by, act);
        told?.Add($"    engine: {why ?? "done"}; model: {(against.Count == 0 ? "done" : string.Join(", ", against))}");
        tally?.Step(facts.Law.Name);
        if (why is null != (against.Count == 0)) return $"{Words(act)} by {by.Role} {by.Id}: the engine says {why ?? "yes"}, the model {(against.Count == 0 ? "yes" : string.Join(", ", against))}";
        if (why is not null && !against.Contains(why) && !Elsewhere.Contains(why)) return $"{Words(act)} by {by.Role} {by.Id}: refused as {why}, the model knows {string.Join(", ", against)}";
        if (state is not null) model.Look();
        return Sweep(now) ?? Different();
    }

    /// <summary>The engine's timers fire at their own times, or at once where they are late.</summary>
    private string? Sweep(Instant until)
    {
        for (var fired = 0; state?.Timer is { } timer && timer.At <= until; fired++)
        {
            if (timer.At > now) now = timer.At;
            if (fired > 40 || Engine(Actor.Clockwork, new LetTimePass()) is not null) return $"the engine stumbles over its own timer {timer}";
        }

        return null;
    }

    /// <summary>Refusals that say in other words that the case does not stand there; the model says "not-from-here".</summary>
    private static readonly string[] Elsewhere = ["not-from-here", "stage-missing", "ended", "filed-already"];

    /// <summary>The refusal's code without its module; null: done.</summary>
    private string? Engine(Actor by, CaseAct act)
    {
        var (seen, request) = (state, new ActRequest(number, $"act-{++acts}", by, act, context, now, null));
        if (bug?.Before is { } before) (seen, request) = before(facts, seen, request);
        var outcome = CaseDecider.Decide(seen, request);
        if (!outcome.Try(out var decided, out var refusal))
        {
            var code = refusal.Code["cases.".Length..];
            tally?.Refused(code);
            return code;
        }

        var from = state?.Status;
        foreach (var one in decided)
        {
            var happened = bug?.After is { } after ? after(facts, one.Event) : one.Event;
            state = CaseEvolution.Evolve(state, happened, new Stamp(number.Region.Number, number.Id, (state?.Version ?? 0) + 1, by.Id, now, one.Timer));
        }

        tally?.Went(from, act.GetType().Name, state!.Status);
        return null;
    }

    /// <summary>The alerts that the model gives; later ones wait until it does.</summary>
    private static readonly HashSet<Alert> Known =
    [
        Alert.AcceptanceLate, Alert.CorrectionLapsed, Alert.SupplementLapsed, Alert.PromiseMissed, Alert.StatutoryMissed, Alert.RenewalExpired,
        Alert.DeliveryLate, Alert.ProcedureLate, Alert.HearingLate, Alert.CheckLate, Alert.VisitsExceeded, Alert.OpinionLate, Alert.ItemClosed, Alert.NewsLate, Alert.ResultMissing,
    ];

    private string? Different()
    {
        if (state is null) return null;
        return Compare("status", state.Status, model.Status)
            ?? Compare("alerts", Joined(state.Alerts.Where(Known.Contains).Distinct()), Joined(model.Alerts))
            ?? Compare("accepted on", state.AcceptedOn, model.AcceptedOn)
            ?? Compare("correction due", model.Told ? state.Correction?.Due : null, model.Told ? model.NoticeDue : null)
            ?? Compare("look by", state.Check is { Outcome: null } check ? check.Due.Day : null, model.LookBy)
            ?? Compare("proposed", state.Mends?.Proposed is not null, model.Pending is not null)
            ?? Compare("expected", state.Mends?.Expected, model.Expected)
            ?? Compare("unsettled", state.Change is { IsOpen: true } && state.Status.BeforeDecision(), model.Unsettled && state.Status.BeforeDecision())
            ?? Compare("organisation", state.Organisation, model.Organisation)
            ?? Compare("granted", state.Granted, model.Granted)
            ?? Compare("answer by", state.Mends?.Revocation?.AnswerBy.Day, model.TakenAway?.AnswerBy)
            ?? Compare("holder", state.Work?.Held?.By, model.Holder)
            ?? Compare("reviewer", state.Reviewer, model.Reviewer)
            ?? Compare("recusals", Joined((state.Work?.Recusals ?? []).Select(r => $"{r.Officer} {r.How} {r.Granted}")), Joined(model.Doubts.Select(d => $"{d.Key} {d.Value.How} {d.Value.Granted}")))
            ?? Compare("opinions", Joined((state.Work?.Opinions ?? []).Select(o => $"{o.Id} by {o.Due.Day:yyyy-MM-dd} {o.Answer}{(o.Late ? " late" : "")}{(o.Waived ? " waived" : "")}")), Joined(model.Questions))
            ?? Compare("minutes", state.Work?.Minutes, model.Minuted)
            ?? Compare("visit", state.Work?.Visit is { } v ? $"{v.On:yyyy-MM-dd} {v.Standing} {Joined(v.Failed ?? [])}" : null, model.Visit is { } m ? $"{m.On:yyyy-MM-dd} {m.Standing} {Joined(model.Failed)}" : null)
            ?? Compare("crossing", state.Crossing is { } c ? $"{c.Place} {c.ReachedAt is not null} {c.Dispute is { IsOpen: true }}" : null, model.TakenInAt is { } p ? $"{p} {model.Reached} {model.Disputed}" : null)
            ?? Compare("lists", Joined((state.Crossing?.Lists ?? []).Select(l => $"{l.To == HandOverTo.Handling} {Joined(l.Papers.Select(x => x.Material))} by {l.Due:yyyy-MM-dd} {l.IsOpen}")), Joined(model.Lists.Select(l => $"{l.ToUs} {Joined(l.What)} by {l.By:yyyy-MM-dd} {l.Lacking is null}")))
            ?? (model.Status == CaseStatus.Delivering ? Compare("sending", $"{state.Sending?.Failures ?? 0} {state.Sending?.Open == true}", $"{model.Failures} {model.Carried}") : null)
            ?? Compare("owed", Joined(state.Supplement?.Open ?? []), Joined(model.Owed))
            ?? (Undecided ? Compare("promised due", state.Promised?.Due.Day, model.Promise?.Due()) : null)
            ?? (Undecided && !model.StatuteStands ? Compare("statutory due", state.Statutory?.Due.Day, model.Statute?.Due()) : null);
    }

    private bool Undecided => model.Status is CaseStatus.Accepted or CaseStatus.UnderReview or CaseStatus.RefusalDue;

    private static string Joined<T>(IEnumerable<T> many) => string.Join('+', many.Select(one => $"{one}").Order(StringComparer.Ordinal));

    private string? Compare<T>(string what, T engine, T naive) => Equals(engine, naive)
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{now.Date:yyyy-MM-dd} {what}: engine {Show(engine)}, model {Show(naive)}");

    private static string Show<T>(T value) => value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : $"{value}" is { Length: > 0 } text ? text : "none";

    private static string Words(CaseAct act) => act switch
    {
        Submit a => $"Submit {a.Channel} with {Joined(a.Present)}, renewal of {Show(a.Expires)}",
        RequestCorrection a => $"RequestCorrection {Joined(a.Defects.Select(d => $"{d.Id} {d.What}"))} by {Show<DateOnly>(a.Due)}",
        FileCorrection a => $"FileCorrection {Joined(a.Files.Select(f => f.Material))} {Joined(a.Mended)}",
        AcceptTolerantly a => $"AcceptTolerantly {Joined(a.Materials)} by {Show<DateOnly>(a.Due)}{(a.Committed ? ", committed" : "")}",
        FileSupplement a => $"FileSupplement {Joined(a.Files.Select(f => f.Material))}",
        RecordReview a => $"RecordReview of {a.Checks.Count}",
        _ => $"{act}",
    };
}
