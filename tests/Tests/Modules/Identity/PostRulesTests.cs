using OneWindow.Contracts;
using OneWindow.Identity;
using OneWindow.Kernel;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Identity;

public sealed class PostRulesTests
{
    private static readonly DirectorySnapshot Seeded = new(1, SeedFiles.Regions(), [.. SeedFiles.Organisations().Select(o => o.Row(default))], []);

    [Fact]
    public void Every_seeded_post_is_one_that_its_organisation_may_have() => Assert.Empty(
        from post in SeedFiles.People().Staff
        let role = Enum.Parse<Role>(post.Role.Replace("-", "", StringComparison.Ordinal), ignoreCase: true)
        let fault = Check(role, post.Place, post.Organisation)
        where fault is not null
        select $"{post.User}: {fault.Message}");

    [Theory]
    [InlineData("610118", "610118-spj", "610118-scjg", "huyi-2021", "第三条")]
    [InlineData("370202", "370202-spj", "370202-scjg", "qingdao-2023", "第十条")]
    [InlineData("500103", "500103-zwb", "500103-hall", "chongqing", "第十条")]
    public void Management_rights_belong_to_the_management_office_of_the_place(string place, string office, string other, string rulebook, string article)
    {
        Assert.Null(Check(Role.ManagementOfficer, place, office));
        Assert.Equal(new Citation(rulebook, article), Check(Role.ManagementOfficer, place, other)?.Basis);
        Assert.Null(Check(Role.Reviewer, place, other));
    }

    [Fact]
    public void A_post_does_not_reach_beyond_its_organisations_place()
    {
        Assert.NotNull(Check(Role.Clerk, "370200", "370202-hall"));
        Assert.NotNull(Check(Role.Clerk, "370203", "370202-hall"));
        Assert.Null(Check(Role.Clerk, "370202001", "370202-hall"));
    }

    private static Refusal? Check(Role role, string place, string organisation)
    {
        var code = RegionCode.Parse(place.PadRight(12, '0'));
        return PostRules.Check(role, code, Seeded.Find(organisation)!.Organisation, TheLaw.Shelf.For(code, ItemType.PublicService, new DateOnly(2025, 9, 26)));
    }
}
