using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Catalogue.Combining;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Catalogue.Naming;

/// <summary>One name for one thing: <see cref="LibraryIndex"/>, what refers to it, and <see cref="NewProof"/>.</summary>
public sealed class LibraryTests
{
    private static LibraryIndex Shipped { get; } = SeedLibrary.Index(SeedItemsTests.Folder);

    private static LibraryEntry Certificate(string id, string name, params string[] aliases) =>
        new() { Kind = LibraryKind.Material, Id = id, Name = name, Aliases = aliases, MaterialKind = MaterialKind.Proof, Proves = "…" };

    [Fact]
    public void At_least_nine_tenths_of_the_seed_s_materials_and_fields_refer_to_the_library()
    {
        var guides = SeedItemsTests.All;
        var materials = guides.SelectMany(g => g.Materials).ToList();
        var fields = guides.SelectMany(g => g.Fields).ToList();
        var (bound, asked) = (materials.Count(m => m.Entry is not null), fields.Count(f => f.Entry is not null));
        TestContext.Current.TestOutputHelper!.WriteLine($"materials {bound}/{materials.Count} = {(double)bound / materials.Count:0.000}, fields {asked}/{fields.Count} = {(double)asked / fields.Count:0.000}");
        Assert.True(bound >= 0.9 * materials.Count, string.Join('\n', materials.Where(m => m.Entry is null).Select(m => m.Name).Distinct()));
        Assert.True(asked >= 0.9 * fields.Count, string.Join('\n', fields.Where(f => f.Entry is null).Select(f => $"{f.Label}/{f.Kind}").Distinct()));
        Assert.All(materials.Where(m => m.Entry is not null), m => Assert.NotNull(Shipped.Find(LibraryKind.Material, m.Entry)));
        Assert.All(fields.Where(f => f.Entry is not null), f => Assert.Equal(f.Kind, Shipped.Find(LibraryKind.Field, f.Entry)!.FieldKind));
    }

    [Fact]
    public void No_name_of_the_shipped_library_stands_for_two_materials()
    {
        var names = Shipped.Of(LibraryKind.Material).SelectMany(e => e.Names.Select(LibraryIndex.Plain)).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.All(Enum.GetValues<LibraryKind>(), kind => Assert.All(
            Shipped.Of(kind), e => Assert.All(LibraryParts.Of(kind).Where(p => p.Required), p => Assert.True(p.Show(e).Length > 0, $"{kind} {e.Id} {p.Name}"))));
    }

    [Fact]
    public void An_alias_finds_the_entry_and_the_nearest_are_offered()
    {
        Assert.Equal("property-title", Shipped.Named(LibraryKind.Material, " 房产证 ").Single().Id);
        Assert.Contains(Shipped.Nearest(LibraryKind.Material, "居民身份证复印件"), e => e.Id == "identity-card");
        Assert.Empty(Shipped.Nearest(LibraryKind.Material, "xyz"));
    }

    [Fact]
    public void A_question_with_other_answers_is_another_question()
    {
        FormField Ask(params string[] choices) => new() { Id = "c", Label = "场所类别", Kind = FieldKind.Choice, Required = true, Choices = choices };
        Assert.Equal("hygiene-category", Shipped.EntryOf(Ask("旅店", "沐浴"))!.Id);
        Assert.Equal("entertainment-category", Shipped.EntryOf(Ask("歌舞娱乐场所", "游艺娱乐场所"))!.Id);
        Assert.Null(Shipped.EntryOf(Ask("甲", "乙")));
        Assert.Null(Shipped.EntryOf(Ask("旅店", "沐浴") with { Kind = FieldKind.Text }));
    }

    [Fact]
    public void A_merged_entry_stays_readable_by_its_old_id_and_a_guide_bound_anew_has_the_new_one()
    {
        var index = new LibraryIndex([Certificate("b", "乙", "甲")], [(LibraryKind.Material, "a", "b")]);
        Assert.Equal("b", index.Find(LibraryKind.Material, "a")!.Id);
        var guide = Parts.Guide("x", materials: [Parts.Material("m", "甲") with { Entry = "a" }, Parts.Material("n", "别的")]);
        Assert.Equal(["b", null], index.Bind(guide).Materials.Select(m => m.Entry));
        Assert.Equal("a", guide.Materials[0].Entry);
    }

    [Fact]
    public void What_is_one_entry_is_asked_for_once_whatever_the_parts_call_it_and_what_has_none_still_joins_by_its_name()
    {
        var plan = Parts.Plan([Parts.Part("a"), Parts.Part("b"), Parts.Part("c")]);
        var made = Parts.Compose(
            plan,
            Parts.Guide("a", [Parts.Field("p", "手机号码", FieldKind.Phone) with { Entry = "phone" }], [Parts.Material("x", "不动产权证书") with { Entry = "title" }, Parts.Material("y", "声明")]),
            Parts.Guide("b", [Parts.Field("q", "联系电话", FieldKind.Phone) with { Entry = "phone" }], [Parts.Material("z", "房产证") with { Entry = "title" }, Parts.Material("y", "声明")]),
            Parts.Guide("c", [Parts.Field("r", "联系电话", FieldKind.Phone)], [Parts.Material("w", "房产证")]));
        Assert.Empty(made.Hindrances);
        Assert.Equal(["不动产权证书", "声明"], made.Guide!.Materials.Select(m => m.Name));
        Assert.Equal("title", made.Guide.Materials[0].Entry);
        Assert.Equal("手机号码", Assert.Single(made.Guide.Fields).Label);
        Assert.Equal([new SharedName("w", "x")], made.Guide.Combination!.Part("c")!.Materials);
    }

    [Fact]
    [Clause("HY-7-5")]
    public void A_new_proof_waits_for_both_filings_within_fifteen_working_days()
    {
        var proof = new LibraryEntry { Kind = LibraryKind.Proof, Id = "new", Name = "新证明", Law = "某条例", Article = "第一条", Department = "某局", From = new DateOnly(2024, 3, 4), AmendedOn = new DateOnly(2024, 3, 4) };
        var law = TheLaw.Rules(RegionCode.Parse("610118"), ItemType.Confirmation, "2024-03-04");
        NewProof At(LibraryEntry entry, string day) => NewProof.Of(entry, law, TheLaw.Calendar, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))!;
        Assert.Equal(new DateOnly(2024, 3, 25), At(proof, "2024-03-05").Due);
        Assert.Equal(["区司法局", "区审改办"], At(proof, "2024-03-05").Missing);
        Assert.Equal("huyi-2021/第七条", $"{At(proof, "2024-03-05").Basis.Rulebook}/{At(proof, "2024-03-05").Basis.Article}");

        var one = proof with { Filings = [new ProofFiling("区司法局", new DateOnly(2024, 3, 8), "司备〔2024〕1号")] };
        Assert.False(At(one, "2024-03-25").Complete);
        Assert.False(At(one, "2024-03-25").Overdue);
        Assert.True(At(one, "2024-03-26").Overdue);
        Assert.False(NewProof.MayBeAskedFor(one, law, new DateOnly(2024, 3, 20)));

        var both = one with { Filings = [.. one.Filings, new ProofFiling("区审改办", new DateOnly(2024, 3, 11), "审改备〔2024〕1号")] };
        Assert.True(At(both, "2024-03-26") is { Complete: true, Overdue: false });
        Assert.True(NewProof.MayBeAskedFor(both, law, new DateOnly(2024, 3, 20)));
        Assert.False(NewProof.MayBeAskedFor(both with { Until = new DateOnly(2024, 3, 19) }, law, new DateOnly(2024, 3, 20)));
    }
}
