using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 联署 as pure steps: each takes the round as it stands and gives the round after, or says no. Nothing files without all signatures on one and the same
/// content; nothing that ends loses the draft.
/// </summary>
internal static class SigningRules
{
    /// <summary>The reminder before the end comes at noon of the day before the last.</summary>
    private static readonly TimeSpan LastReminder = TimeSpan.FromHours(36);

    public static Refusal Changed { get; } = new("cases.signing-changed", "内容已有改动，请看改动后再签。", PlatformRules.Signing);

    public static Refusal Unknown { get; } = new("cases.not-found", "这个签署邀请不存在，或者已经失效。请打开最新收到的邀请，或者问一问邀请您的人。", PlatformRules.Permission);

    public static Refusal DraftLocked { get; } = new(
        "cases.draft-locked", "这份申请正在等各方签署，内容已经锁定。要改的话，请先在签署情况页收回；已经签的会作废，改好后重新请签。", PlatformRules.Signing);

    public static SigningRound Begin(
        SigningRound? before, SignedContent content, IReadOnlyList<Signatory> parties, SigningInitiator by, int days, bool person, Instant at) => new()
    {
        Number = (before?.Number ?? 0) + 1,
        Stage = SigningStage.Preparing,
        Hash = "",
        Content = content,
        Parties = [.. parties.Select(p => p with { Standing = SignatoryStanding.Waiting, Since = at })],
        By = by,
        BeganAt = at,
        LastDay = at.Date.AddDays(days),
        Person = person,
        Letters = before?.Letters ?? 0,
        Former = FormerOf(before),
    };

    /// <summary>The files are locked: what is signed is fixed, and the first are asked.</summary>
    public static Outcome<SigningRound> Open(SigningRound round, SignedContent content, Instant at)
    {
        if (round.Stage != SigningStage.Preparing) return round;
        return Asking(round with { Stage = SigningStage.Open, Content = content, Hash = content.Hashed() }, at);
    }

    /// <param name="hash">What he had before his eyes.</param>
    /// <param name="by">The account or the clerk; null: by code alone.</param>
    public static Outcome<SigningRound> Sign(SigningRound round, string party, string hash, SigningStrength how, string? by, Instant at)
    {
        if (round.Party(party) is not { } who) return Unknown;
        // Pressed twice: one signature.
        if (who.Standing == SignatoryStanding.Signed) return who.Hash == hash ? round : Changed;
        if (WhyClosed(round, who, at) is { } closed) return closed;
        if (hash != round.Hash) return Changed;
        if (how < who.Strength)
            return No("signing-too-weak", $"本事项要求{who.Words}以“{who.Strength.Words()}”的方式签署。{(who.Strength == SigningStrength.Handwritten ? "请打印签署页，亲笔签名后交到窗口核对。" : "请登录本人的实名账户再签。")}");
        var after = round.With(who with { Standing = SignatoryStanding.Signed, Since = at, How = how, SignedBy = by, Hash = hash, Reason = null, Code = null });
        return after.Parties.All(p => p.Standing == SignatoryStanding.Signed)
            ? after with { Stage = SigningStage.Complete, CompletedAt = at }
            : Asking(after, at);
    }

    /// <summary>代理人 signs for his principal only where the authority covers this item and still holds (青岛办法 第二十五条); null: he may, or signs for himself.</summary>
    public static Refusal? Unauthorised(Actor actor, string item, Instant at) => actor.Authority is { } authority && authority.For(Power.Apply, item, at.Date) is null
        ? No("authority-scope", "您是代理人，委托的范围不含本事项，或者已经到期，不能替委托人签署。请委托人本人签署。")
        : null;

    public static Outcome<SigningRound> Refuse(SigningRound round, string party, string hash, string reason, Instant at) =>
        Move(round, party, hash, at, who => who with { Standing = SignatoryStanding.Refused, Since = at, Reason = reason });

    public static Outcome<SigningRound> AskForPaper(SigningRound round, string party, string hash, Instant at) =>
        Move(round, party, hash, at, who => who.Standing == SignatoryStanding.ScanWaiting ? who : who with { Standing = SignatoryStanding.OnPaper, Since = at, Reason = null });

    /// <summary>The scan of a sheet signed by hand was handed in; it counts when a clerk has confirmed whose hand it is.</summary>
    public static Outcome<SigningRound> HandInScan(SigningRound round, string party, string hash, string file, string fileHash, Instant at) =>
        Move(round, party, hash, at, who => who with { Standing = SignatoryStanding.ScanWaiting, Since = at, Scan = file, ScanHash = fileHash, Reason = null });

    public static Outcome<SigningRound> ReturnScan(SigningRound round, string party, string reason, Instant at) =>
        Move(round, party, round.Hash, at, who => who with { Standing = SignatoryStanding.OnPaper, Since = at, Scan = null, ScanHash = null, Reason = reason });

    /// <summary>收回: what was signed lapses. Not once all have signed, unless handing in is hindered.</summary>
    public static Outcome<SigningRound> TakeBack(SigningRound round, Instant at)
    {
        if (round.Stage == SigningStage.TakenBack) return round;
        if (!round.Locks) return NotOpen(round);
        if (round is { Stage: SigningStage.Complete, Hindrance: null }) return No("signing-complete", "各方都签完了，正在提交，不能再收回。提交后可以在办件页撤回申请。");
        return round with { Stage = SigningStage.TakenBack, EndedAt = at };
    }

    public static Outcome<SigningRound> Lapse(SigningRound round, Instant at) => round.Stage == SigningStage.Open && at >= round.EndsAt
        ? round with { Stage = SigningStage.Lapsed, EndedAt = at }
        : round;

    public static Outcome<SigningRound> Filed(SigningRound round, string number)
    {
        if (round.Stage == SigningStage.Filed) return round;
        // Taken back in the very moment in which it was handed in: all had signed, and filed is filed.
        if (round.CompletedAt is null) throw new InvalidOperationException($"{number} was filed although not all have signed.");
        return round with { Stage = SigningStage.Filed, CaseNumber = number, Hindrance = null, TryAgainAt = null };
    }

    /// <summary>All have signed, and the rules say no to the filing: the initiator is told, and it is tried again.</summary>
    public static Outcome<SigningRound> Hinder(SigningRound round, string why, Instant again) =>
        round.Stage == SigningStage.Complete ? round with { Hindrance = why, TryAgainAt = again } : round;

    public static Outcome<SigningRound> Thaw(SigningRound round) => round.Stage is SigningStage.TakenBack or SigningStage.Lapsed ? round with { Thawed = true } : round;

    /// <summary>Marks the reminders that are due.</summary>
    public static SigningRound Remind(SigningRound round, Instant at) => round.Stage != SigningStage.Open ? round : round with
    {
        HalfTold = round.HalfTold || at >= HalfOf(round), LastTold = round.LastTold || at >= LastOf(round),
    };

    /// <summary>When time, or the house itself, has something to do next; null: nothing.</summary>
    public static Instant? NextAt(SigningRound round) => round.Stage switch
    {
        SigningStage.Preparing => round.BeganAt,
        SigningStage.Open => ((Instant?[])[round.HalfTold ? null : HalfOf(round), round.LastTold ? null : LastOf(round), round.EndsAt]).Min(),
        SigningStage.Complete => round.TryAgainAt ?? round.CompletedAt,
        SigningStage.TakenBack or SigningStage.Lapsed when !round.Thawed => round.EndedAt,
        _ => null,
    };

    public static bool IsTurn(SigningRound round, Signatory who) => round.Parties.All(p => p.Step >= who.Step || p.Standing == SignatoryStanding.Signed);

    /// <summary>Why this party can do nothing now; null: he can.</summary>
    public static Refusal? WhyClosed(SigningRound round, Signatory who, Instant at)
    {
        if (round.Stage != SigningStage.Open) return NotOpen(round);
        if (at >= round.EndsAt) return No("signing-lapsed", "签署的期限已经过了，没有签齐，这一次作废。内容都保留着，邀请您的人可以重新请签。");
        return IsTurn(round, who) ? null : No("signing-not-your-turn", "按规定的顺序，还有人要先签。轮到您时会再通知您。");
    }

    private static Outcome<SigningRound> Move(SigningRound round, string party, string hash, Instant at, Func<Signatory, Signatory> change)
    {
        if (round.Party(party) is not { } who) return Unknown;
        if (who.Standing == SignatoryStanding.Signed) return No("signing-signed", $"{who.Words}已经签署。要反悔的，请马上联系邀请您的人收回，或者在提交后由申请人撤回申请。");
        if (WhyClosed(round, who, at) is { } closed) return closed;
        return hash == round.Hash ? round.With(change(who)) : Changed;
    }

    private static SigningRound Asking(SigningRound round, Instant at) => round with
    {
        Parties = [.. round.Parties.Select(p => p.Standing == SignatoryStanding.Waiting && IsTurn(round, p) ? p with { Standing = SignatoryStanding.Asked, Since = at } : p)],
    };

    private static IReadOnlyList<FormerRound> FormerOf(SigningRound? before)
    {
        if (before is null) return [];
        List<string> signed = [.. before.Parties.Where(p => p.Standing == SignatoryStanding.Signed).Select(p => p.Number)];
        return signed.Count == 0 ? before.Former : [.. before.Former, new FormerRound(before.Number, before.Content, signed)];
    }

    private static Refusal NotOpen(SigningRound round) => round.Stage switch
    {
        SigningStage.TakenBack => No("signing-taken-back", "邀请您的人收回了这次签署，要修改内容。改好后会重新请您签。"),
        SigningStage.Lapsed => No("signing-lapsed", "签署的期限已经过了，没有签齐，这一次作废。内容都保留着，邀请您的人可以重新请签。"),
        SigningStage.Complete or SigningStage.Filed => No("signing-complete", "各方都已经签署，申请已经提交或者正在提交。"),
        _ => No("signing-preparing", "正在锁定内容，请过几秒再试。"),
    };

    private static Instant HalfOf(SigningRound round) => new((round.BeganAt.Microseconds + round.EndsAt.Microseconds) / 2);

    /// <summary>Where so few days are given that it would come before the half, the half is reminder enough.</summary>
    private static Instant LastOf(SigningRound round) => new(Math.Max(round.EndsAt.Plus(-LastReminder).Microseconds, HalfOf(round).Microseconds));

    private static Refusal No(string code, string words) => new($"cases.{code}", words, PlatformRules.Signing);
}
