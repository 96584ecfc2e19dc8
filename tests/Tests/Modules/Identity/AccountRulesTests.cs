using FsCheck;
using FsCheck.Fluent;
using OneWindow.Contracts;
using OneWindow.Identity;

namespace OneWindow.Tests.Modules.Identity;

public sealed class AccountRulesTests
{
    [Theory]
    [InlineData("short", false)]
    [InlineData("alllowercaseletters", false)]
    [InlineData("Wang.Fang.2026!", false)]
    [InlineData("aaaaaaaaaaaaA1", false)]
    [InlineData("Correct7horse", true)]
    [InlineData("four plain words here", true)]
    [InlineData("海边的一棵老槐树下1Ab", true)]
    public void A_password_is_long_enough_mixed_and_not_the_user_name(string password, bool good) =>
        Assert.Equal(good, PasswordRules.Check("wang.fang", password) is null);

    [Fact]
    public void What_is_handed_out_to_begin_with_is_never_the_same_twice()
    {
        var given = Enumerable.Range(0, 200).Select(_ => PasswordRules.ToBegin()).ToList();
        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.All(given, g => Assert.Equal(19, g.Length));
    }

    [Theory]
    [InlineData("wang.fang", true)]
    [InlineData("w2", false)]
    [InlineData("Wang", false)]
    [InlineData("1wang", false)]
    [InlineData("王芳", false)]
    [InlineData("a/b-c", false)]
    public void User_names_are_plain(string user, bool good) => Assert.Equal(good, AccountRules.CheckUser(user) is null);

    [Fact]
    public void No_administrator_becomes_another_administrator_and_everybody_else_may_change_duty()
    {
        var posts = Gen.Elements(AccountRules.Posts.ToArray()).ToArbitrary();
        Prop.ForAll(posts, posts, (from, to) =>
            AccountRules.MayMove(from, to) is null == !(from != to && AccountRules.Administrators.Contains(from) && AccountRules.Administrators.Contains(to))).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Who_asked_does_not_agree_and_nobody_agrees_to_his_own()
    {
        var people = Gen.Elements("a", "b", "c").ToArbitrary();
        Prop.ForAll(people, people, people, (agrees, asked, account) =>
            AccountRules.MayAgree(agrees, asked, account) is null == (agrees != asked && agrees != account)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void The_last_of_an_office_of_administration_stays()
    {
        Assert.NotNull(AccountRules.MayLeave(Role.AuditAdministrator, alone: true));
        Assert.Null(AccountRules.MayLeave(Role.AuditAdministrator, alone: false));
        Assert.Null(AccountRules.MayLeave(Role.Clerk, alone: true));
    }
}
