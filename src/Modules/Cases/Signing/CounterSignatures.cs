using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>当面签: all came to the window and sign by hand before the clerk, who has seen each one's paper.</summary>
internal static class CounterSignatures
{
    public const string Field = "signed";

    public static IReadOnlyList<ChoiceModel> Choices(Guide guide) => [.. guide.Signing?.Parties.Select(p => new ChoiceModel(p.Id, p.Slots is null ? p.Words : $"全部{p.Words}")) ?? []];

    /// <summary>Null: this filing asks for no signatures.</summary>
    public static async ValueTask<Outcome<SigningDone?>> Of(
        Draft draft, IReadOnlyList<CheckedPage> pages, bool person, FormReader form, Actor clerk, IMaterials materials, ISubjects subjects, Instant now, CancellationToken cancel)
    {
        var answers = pages.SelectMany(p => p.Answers).ToDictionary(a => a.Key, a => a.Value);
        var parties = SigningParties.Of(draft.Guide, answers);
        if (draft.Guide.Signing is null || parties.Count == 0) return (SigningDone?)null;
        var own = await subjects.Find(draft.Subject, cancel);
        if (SigningParties.WhyNot(draft.Guide, parties, (own?.Number ?? "", own?.Phone)) is { } no) return no;
        var ticked = form.Choices(Field, "谁已当面签名", Choices(draft.Guide), required: false);
        var missing = parties.Where(p => !ticked.Contains(p.Plan.Id)).Select(p => p.Words).ToList();
        if (missing.Count > 0)
            return new Refusal("cases.signatures-missing", $"{string.Join('、', missing)}还没有当面签名。请核对证件、请本人签名后勾选；不能到场的，请申请人网上邀请签署。", PlatformRules.Signing);
        var content = TendSignings.Of(draft, pages, person, await materials.InBasket(draft.Id, cancel)).Hashed();
        return new SigningDone(
            [.. parties.Select(p => new SignaturePaper(p.Id, p.Words, p.Name, p.Number, null, SigningStrength.Handwritten, now, content, clerk.Id, null))], null);
    }
}
