using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>What every application for a food permit has in common: search, sign in, the pages of the form, handing in.</summary>
internal static class Applying
{
    private const string Item = "食品经营许可（新办）";

    public static async Task Find(Walker owner)
    {
        await owner.Write("搜索要办的事", "开饭店");
        await owner.Press("搜索");
        await owner.Follow(Item);
        await owner.Sees("个工作日");
        await owner.Sees("食品安全规章制度文本");
        await owner.Follow("在线办理");
    }

    public static async Task SignIn(Walker who, House house, string user)
    {
        await who.Write("用户名", user);
        await who.Write("密码", house.PasswordOf(user));
        await who.Go(who.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "登录", Exact = true }));
    }

    /// <param name="company">Filled in already: who has signed in is not asked again.</param>
    /// <param name="amid">Something that happens in the middle of the third page, and after it.</param>
    public static async Task Fill(Walker owner, string company, (Func<Task> Before, Func<Task> After)? amid = null)
    {
        await owner.Follow("申请单位");
        Assert.Equal(company, await owner.Field("单位名称").InputValueAsync());
        await owner.Press("保存并继续");

        await owner.Choose("主要经营方式", "餐饮服务");
        await owner.Choose("餐饮服务的类型", "小型餐馆");
        await owner.Choose("是否通过网络销售", "否");
        await owner.Press("保存并继续");

        await owner.Write("经营场所地址", "示范路 16 号 1 层");
        if (amid is { Before: var before }) await before();
        await owner.Write("经营面积", "86");
        await owner.Write("从业人员人数", "6");
        await owner.Write("食品安全管理员姓名", "苏景澄");
        if (amid is { After: var after }) await after();
        await owner.Press("保存并继续");

        await owner.Choose("是否委托他人办理", "否");
        await owner.Press("保存并继续");
    }

    /// <summary>From the uploads on: what the offices fetch themselves, and how the result shall come.</summary>
    public static async Task Finish(Walker owner)
    {
        await owner.Tick("营业执照");
        await owner.Tick("法定代表人（负责人）身份证");
        await owner.Press("保存并继续");
        await owner.Choose("结果怎么送给您", "电子送达");
        await owner.Press("保存并继续");
    }

    /// <summary>The case's number.</summary>
    public static async Task<string> HandIn(Walker owner)
    {
        await owner.Tick("我确认以上内容和材料真实");
        await owner.Press("提交申请");
        Assert.True(owner.Page.Url.Contains("/receipts/", StringComparison.Ordinal), $"Not handed in at {owner.Page.Url}: {await owner.Main()}");
        return new Uri(owner.Page.Url).Segments[^1];
    }
}
