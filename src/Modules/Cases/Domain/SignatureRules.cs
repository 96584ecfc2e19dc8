using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 采纳电子签名: what bears a reliable electronic signature is signed. Nobody is asked to sign it by hand or to seal it once more (电子签名法 第十四条;
/// 重庆办法 第二十九条).
/// </summary>
internal static partial class SignatureRules
{
    /// <summary>The material that is the application itself.</summary>
    private const string Application = "application";

    private const string NotSealed = "not-sealed";

    /// <summary>The applicant's own electronic signature on all that he filed; null: none.</summary>
    public static CaseSignature? OwnOf(CaseSubmitted filed) => filed.Signatures is [{ Party: SignaturePaper.Applicant, Strength: SigningStrength.Electronic } own] ? own : null;

    /// <summary>Materials that are signed as they were filed; null: none, so that the log of earlier cases makes the same state as ever.</summary>
    public static IReadOnlyList<string>? Filed(CaseSubmitted filed) => Listed(SignedIn(filed.Files).Concat(OwnOf(filed) is null ? [] : [Application]));

    /// <summary>What came anew counts as it is now.</summary>
    public static IReadOnlyList<string>? Refiled(IReadOnlyList<string>? before, IReadOnlyList<FiledFile> files) =>
        Listed((before ?? []).Except(files.Select(f => f.Material)).Concat(SignedIn(files)));

    public static Refusal? Check(RequestCorrection request, CaseState state, CaseContext context)
    {
        if (state.Signed is not { } signed || context.Rules.Find("signature.electronic") is not { Value: "accepted" } rule) return null;
        var doubted = request.Defects.FirstOrDefault(d => d is { Kind: DefectKind.Material, What: NotSealed } && signed.Contains(d.Id))?.Id
            ?? request.Notes.FirstOrDefault(n => signed.Contains(n.Key) && ByHand().IsMatch(n.Value)).Key;
        return doubted is null
            ? null
            : new Refusal(
                "cases.signed-electronically",
                $"《{context.Guide.Material(doubted)?.Name ?? "申请书"}》有经过核验的电子签名，和手写签名、盖章效力相同，不能以没有签字盖章为由要求补正，也不能要求再亲笔签。",
                rule.Basis);
    }

    /// <summary>A material is signed where every file of it is.</summary>
    private static IEnumerable<string> SignedIn(IReadOnlyList<FiledFile> files) => files.GroupBy(f => f.Material).Where(g => g.All(f => f.Signed == true)).Select(g => g.Key);

    private static List<string>? Listed(IEnumerable<string> materials) => materials.Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 0 } some ? some : null;

    [GeneratedRegex("亲笔|手写|手签|(签字|签名|盖章|公章|印章|捺印|手印|摁印)")]
    private static partial Regex ByHand();
}
