using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Model;

/// <summary>A fault sown at the seam: what the engine is shown, or what it says, is changed.</summary>
internal sealed record Bug(string Name)
{
    public Func<Facts, CaseState?, ActRequest, (CaseState?, ActRequest)>? Before { get; init; }

    public Func<Facts, CaseEvent, CaseEvent>? After { get; init; }

    public static readonly IReadOnlyList<Bug> All =
    [
        Guided("the promise is a day longer than the guide says", g => g with { PromisedLimit = g.PromisedLimit with { Amount = g.PromisedLimit.Amount + 1 } }),
        Ruled("a licence's statutory limit is nineteen days", f => f.Guide.Type == ItemType.Licence, "decision.statutoryLimit", "19 working-day"),
        new("holidays and make-up days are forgotten") { Before = (_, state, r) => (state, r with { Context = r.Context with { Calendar = WorkCalendar.Unannounced } }) },
        new("a told procedure stops no clock")
        {
            Before = (_, state, r) => (state, r.Act is BeginProcedure { Until: { } until } p && until >= r.At.Date ? r with { Act = p with { Until = null } } : r),
        },
        Ruled("silence at a Chongqing counter accepts nothing", f => f.Law == LocalLaw.Chongqing, "acceptance.lapseLimit.counter", "50 working-day"),
        Ruled("a lapsed correction in Qingdao is a withdrawal", f => f.Law == LocalLaw.Qingdao, "correction.overdueEffect", "deemed-withdrawn"),
        Shown<ExtendLimit>("the limit is extended twice", s => s with { Extended = false }),
        Shown<BeginReview>("who received may review", s => s with { AcceptedBy = "nobody", FiledBy = "nobody" }),
        Shown<RequestCorrection>("a second correction notice is sent", s => s.Status == CaseStatus.Submitted ? s with { Correction = null } : s),
        Ruled("in Chongqing a procedure stops the promise", f => f.Law == LocalLaw.Chongqing, "specialProcedure.promisedClock", "excluded"),
        Ruled("a renewal filed ten days before expiry is in time", _ => true, "renewal.filingWindow", "10 calendar-day"),
        Guided("a main material may follow later", g => g with { Materials = [.. g.Materials.Select(m => m with { Main = false, Tolerable = true })] }),
        Shown<Approve>("approved while a procedure is open", s => s with { Procedures = [] }),
        Shown<Approve>("approved before the supplement is there", s => s with { Supplement = null }),
        Acted("closed without proof of delivery", a => a is RecordDelivery ? a with { Paper = "p" } : a),
        Acted("Chongqing tolerates without a written promise", a => a is AcceptTolerantly t ? t with { Committed = true } : a),
        Ruled("a lapsed supplement in Huyi waits", f => f.Law == LocalLaw.Huyi, "tolerant.overdueEffect", "staff-decide"),
        Ruled("in Chongqing the promise counts from tolerant acceptance", f => f.Law == LocalLaw.Chongqing, "tolerant.promisedClockFrom", "acceptance"),
        new("deemed acceptance counts from the day after receipt")
        {
            After = (_, happened) => happened is CaseAccepted { Mode: AcceptanceMode.Deemed } a ? a with { AcceptedOn = a.AcceptedOn.AddDays(1) } : happened,
        },
        Ruled("a mistake is taken back two minutes later", _ => true, "undo.seconds", "120"),
        Shown<DecideProposal>("a correction is approved by who proposed it", s => s with { Mends = s.Mends is { Proposed: { } wrong } mends ? mends with { Proposed = wrong with { By = "nobody" } } : s.Mends }),
        Shown<DecideOnRevocation>("revoked before its holder could answer", s => s with { Mends = s.Mends is { Revocation: { } told } mends ? mends with { Revocation = told with { Answered = true } } : s.Mends }),
        new("after a court's order the old limit runs on") { After = (_, happened) => happened is CaseReopened { Within: null } e ? e with { Statutory = null } : happened },
        new("who declared an interest goes on") { Before = (_, state, r) => (r.Act is Approve or Refuse or RecordReview && state?.Work is { } work ? state with { Work = work with { Recusals = null } } : state, r) },
        Ruled("a case is held for four days by somebody who is away", _ => true, "review.claimLapse", "4 working-day"),
        Guided("one signature is enough for what is studied together", g => g.Review is { } plan ? g with { Review = plan with { Collective = false } } : g),
        Shown<Approve>("approved though something failed on site", s => s.Work?.Visit is { } visit ? s with { Work = s.Work with { Visit = visit with { Failed = null } } } : s),
        Guided("a result is handed over before its fee is paid", g => g with { Fees = [] }),
        new("somebody ahead in the line is passed over") { Before = (_, state, r) => (state, r.Context.Queue is { } queue ? r with { Context = r.Context with { Queue = queue with { Ahead = [] } } } : r) },
        Shown<DecideByRules>("rules decide although a person was asked for", s => s with { Automatic = null }),
        Ruled("on hold the promise runs on", _ => true, "catalog.heldClocks", "statutory"),
        Shown<Approve>("approved before anybody said what becomes of a cancelled item", s => s with { Change = null }),
        Guided("what a line system decides is decided here", g => g with { HandledIn = null }),
        Ruled("a licence may be handed over in fifteen days", _ => true, "delivery.limit", "15 working-day"),
    ];

    public override string ToString() => Name;

    private static Bug Guided(string name, Func<Guide, Guide> change) =>
        new(name) { Before = (_, state, r) => (state, r with { Context = r.Context with { Guide = change(r.Context.Guide) } }) };

    private static Bug Acted(string name, Func<CaseAct, CaseAct> change) => new(name) { Before = (_, state, r) => (state, r with { Act = change(r.Act) }) };

    /// <summary>The engine sees a state that leaves something out whenever it decides this act.</summary>
    private static Bug Shown<TAct>(string name, Func<CaseState, CaseState> change) where TAct : CaseAct =>
        new(name) { Before = (_, state, r) => (r.Act is TAct && state is not null ? change(state) : state, r) };

    /// <summary>A rule that is there has another value, in some places.</summary>
    private static Bug Ruled(string name, Func<Facts, bool> here, string key, string value) => new(name)
    {
        Before = (facts, state, r) =>
        {
            var rules = r.Context.Rules;
            if (!here(facts)) return (state, r);
            var rule = (rules.Find(key) ?? rules.All.Values.First() with { Key = key }) with { Value = value };
            var changed = rules with { All = new Dictionary<string, Rule>(rules.All) { [key] = rule } };
            return (state, r with { Context = r.Context with { Rules = changed } });
        },
    };
}
