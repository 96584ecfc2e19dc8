using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 一次性验证码 of a signatory without an account: six digits to his own telephone, ten minutes, five tries; the right one opens the page for half an hour in
/// the browser that typed it. Only hashes are kept.
/// </summary>
internal static class OneTimeCodes
{
    private const int MostTries = 5;
    private const int MostSent = 10;
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Opens = TimeSpan.FromMinutes(30);

    public static Refusal Wrong { get; } = new("cases.code-wrong", "验证码不对，或者已经过期。请核对最新一条短信里的 6 位数字；输错 5 次后要重新获取。", PlatformRules.Permission);

    public static string New() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    public static Outcome<SigningRound> Send(SigningRound round, string party, string code, Instant at)
    {
        if (round.Party(party) is not { } who) return SigningRules.Unknown;
        if (SigningRules.WhyClosed(round, who, at) is { } closed) return closed;
        if (who.Phone is null) return No("signing-no-phone", "申请里没有写您的手机号码。请登录本人的实名账户签署，或者在纸上签署。");
        if (who.Code is { } last && at < last.SentAt.Plus(Between)) return No("signing-code-too-soon", "验证码刚刚发出，请过一分钟再要。");
        if (who.Code is { Sent: >= MostSent }) return No("signing-code-too-often", "验证码要得太多了。请登录本人的实名账户签署，或者在纸上签署。");
        var salt = Signings.NewToken();
        return round.With(who with { Code = new OneTimeCode(salt, Hash(salt, code), at, 0, (who.Code?.Sent ?? 0) + 1) });
    }

    /// <summary>Right: the round with the door open. Wrong: the round with one try more, which must be kept.</summary>
    public static (SigningRound Round, bool Right) Try(SigningRound round, string party, string typed, string door, Instant at)
    {
        if (round.Party(party) is not { Code: { } code } who || code.Tries >= MostTries || at >= code.SentAt.Plus(SigningLetters.CodeHolds)) return (round, false);
        var right = CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hash(code.Salt, typed)), Encoding.ASCII.GetBytes(code.Hash));
        // A code opens once; what is left of it keeps the count.
        return right
            ? (round.With(who with { Code = code with { Tries = MostTries }, Door = Signings.KeyOf(door), DoorUntil = at.Plus(Opens) }), true)
            : (round.With(who with { Code = code with { Tries = code.Tries + 1 } }), false);
    }

    /// <summary>A code is on its way that still opens.</summary>
    public static bool Holds(Signatory who, Instant at) => who.Code is { Tries: < MostTries } code && at < code.SentAt.Plus(SigningLetters.CodeHolds);

    public static bool IsOpen(Signatory who, string? door, Instant at) => door is { Length: > 0 and <= 100 } && who.Door == Signings.KeyOf(door) && at < who.DoorUntil;

    private static string Hash(string salt, string code) => Signings.KeyOf($"{salt}/{code}");

    private static Refusal No(string code, string words) => new($"cases.{code}", words, PlatformRules.Signing);
}
