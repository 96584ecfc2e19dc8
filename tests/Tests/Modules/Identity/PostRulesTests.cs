using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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

    /// <summary>Rights follow from the role, so the bureau alone has those of a management office; what they open is walked through here.</summary>
    [Fact]
    [Clause("HY-3-1")]
    public async Task The_approval_bureau_of_Huyi_has_the_rights_of_the_management_office_and_a_department_has_not()
    {
        await using var world = await World.Start(World.Sqlite);
        Assert.Equal(new Citation("huyi-2021", "第三条"), Check(Role.ManagementOfficer, "610118", "610118-scjg")?.Basis);
        var bureau = await world.SignIn("huyi-officer");
        var department = await world.SignIn("huyi-editor");
        foreach (var path in new[] { "/workbench/organisations/new", "/workbench/brand", "/laws/huyi-2021/changes" })
        {
            Assert.Equal(HttpStatusCode.OK, (await bureau.Get(path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await department.Get(path)).Status);
        }

        // A department that gives its own clerk the role is stopped where he signs in.
        await using (var scope = world.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<IdentityDb>();
            var account = await db.Accounts.SingleAsync(a => a.User == "huyi-regulator");
            account.Role = Role.ManagementOfficer;
            await db.SaveChangesAsync();
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => world.SignIn("huyi-regulator"));
    }

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
