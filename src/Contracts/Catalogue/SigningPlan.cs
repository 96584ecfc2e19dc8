using System.Globalization;

namespace OneWindow.Contracts;

/// <summary>联署: who must sign a filing before it is handed in, in what order, how strongly, and within how many days.</summary>
/// <param name="Days">Calendar days from the day on which they are asked; the last one counts whole.</param>
public sealed record SigningPlan(IReadOnlyList<SigningParty> Parties, int Days);

/// <summary>签署方: one who must sign, or a list of such.</summary>
public sealed record SigningParty
{
    /// <summary>Short, within its guide: "parent-1"; with <see cref="Slots"/> the number of the slot follows ("shareholder-2").</summary>
    public required string Id { get; init; }

    /// <summary>As people call him: “父亲”“股东”.</summary>
    public required string Words { get; init; }

    /// <summary>The form field that holds his name; with <see cref="Slots"/> the beginning of the fields' ids, before the slot's number.</summary>
    public required string Name { get; init; }

    /// <summary>The form field that holds the number of his paper.</summary>
    public required string Number { get; init; }

    /// <summary>The form field that holds his telephone; null: he is not asked by short message and signs in his own account or on paper.</summary>
    public string? Phone { get; init; }

    /// <summary>顺序: all of one step have signed before those of the next are asked; from 1 without gaps.</summary>
    public int Step { get; init; } = 1;

    public required SigningStrength Strength { get; init; }

    /// <summary>The answers that make him sign; null: always.</summary>
    public Situation? OnlyIf { get; init; }

    /// <summary>名单: so many field groups, of which those with a name count, one at least; null: one person.</summary>
    public int? Slots { get; init; }

    /// <summary>可以换人: after he has signed or refused, somebody else may stand in his place; false: only a slip may be put right before that.</summary>
    public bool Replaceable { get; init; }

    /// <summary>The parties that this entry may come to: its ids with the fields of each.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<SigningSlot> All => Slots is not { } slots
        ? [new SigningSlot(Id, Words, Name, Number, Phone)]
        : [.. Enumerable.Range(1, Math.Max(0, slots)).Select(n => n.ToString(CultureInfo.InvariantCulture))
            .Select(n => new SigningSlot($"{Id}-{n}", $"{Words}{n}", Name + n, Number + n, Phone is null ? null : Phone + n))];
}

/// <summary>One place for a signature, with the fields that name who fills it.</summary>
public sealed record SigningSlot(string Id, string Words, string Name, string Number, string? Phone);

/// <summary>签署强度, the weakest first: a stronger way always does.</summary>
public enum SigningStrength
{
    /// <summary>短信验证码: a code sent to the telephone that the form names.</summary>
    PhoneCode,

    /// <summary>实名账户: signed in with an account whose paper number is the form's.</summary>
    Account,

    /// <summary>纸质亲签: by hand, the person's identity confirmed by a clerk.</summary>
    Handwritten,

    /// <summary>电子签名 with the signer's own certificate: as good as by hand (电子签名法 第十四条).</summary>
    Electronic,
}

public static class SigningWords
{
    public static string Words(this SigningStrength strength) => strength switch
    {
        SigningStrength.PhoneCode => "短信验证码",
        SigningStrength.Account => "本人实名账户",
        SigningStrength.Handwritten => "纸质亲笔签名，窗口核对身份",
        SigningStrength.Electronic => "电子签名",
        _ => throw new ArgumentOutOfRangeException(nameof(strength)),
    };
}
