using OneWindow.Cases;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

/// <summary><see cref="SignatureRules"/>: what is signed electronically is signed.</summary>
public sealed class SignatureTests
{
    private static readonly DateOnly Due = new(2024, 3, 20);

    [Fact]
    [Clause("CQ-29-1")]
    public void In_Chongqing_nobody_is_asked_to_sign_by_hand_what_he_signed_electronically()
    {
        var story = Signed(TheLaw.Shapingba);
        var refusal = story.Refused(story.Clerk, Unsealed("m1"));
        Assert.Equal(("cases.signed-electronically", new Citation("chongqing", "第二十九条")), (refusal.Code, refusal.Basis));
        Assert.Contains("《m1》", refusal.Message, StringComparison.Ordinal);
        foreach (var words in new[] { "请亲笔签名", "请加盖公章后再交", "请手写签字" })
            Assert.Equal("cases.signed-electronically", story.Refused(story.Clerk, Unreadable("m1") with { Notes = new Dictionary<string, string> { ["m1"] = words } }).Code);
        story.Then(story.Clerk, Unreadable("m1"));
    }

    [Fact]
    public void Elsewhere_the_law_of_the_nation_says_the_same()
    {
        foreach (var place in new[] { TheLaw.Shinan, TheLaw.HebeiCity, TheLaw.Huyi })
        {
            var story = Signed(place);
            Assert.Equal(new Citation("electronic-signature-law-2019", "第十四条"), story.Refused(story.Clerk, Unsealed("m1")).Basis);
        }
    }

    [Fact]
    public void What_is_not_signed_or_was_filed_anew_without_a_signature_may_be_asked_for()
    {
        var story = Signed(TheLaw.Shapingba);
        story.Then(story.Clerk, Unsealed("m2"));
        Assert.Equal(["m1"], story.State.Signed);
        Assert.Equal(["m2"], SignatureRules.Refiled(["m1", "m2"], [new FiledFile("m1", "f", 1, "00")]));
        Assert.Null(SignatureRules.Refiled(["m1"], [new FiledFile("m1", "f", 1, "00")]));
        // Two files of one material: each must be signed.
        Assert.Null(SignatureRules.Refiled(null, [new FiledFile("m1", "f", 1, "00") { Signed = true }, new FiledFile("m1", "g", 1, "01")]));
    }

    private static Story Signed(RegionCode place) => Story.Filed(
        place, "2024-03-04 09:00", guide: g => g with { Materials = [.. g.Materials.Select(m => m with { Defects = ["not-sealed", "unreadable"] })] },
        files: [new FiledFile("m1", "f", 1, "00") { Signed = true }, new FiledFile("m2", "g", 1, "01")]);

    private static RequestCorrection Unsealed(string material) => new([new Defect(DefectKind.Material, material, "not-sealed")], Due);

    private static RequestCorrection Unreadable(string material) => new([new Defect(DefectKind.Material, material, "unreadable")], Due);
}
