using System.Net;
using OneWindow.Supervision;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Supervision;

public sealed class GuideOfficesTests
{
    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    [Clause("QD-10-2")]
    public async Task The_city_guides_a_district_which_finds_it_in_its_inbox_and_the_city_decides_no_case_there(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        var (city, district, neighbour) = (await world.SignIn("qingdao-officer"), await world.SignIn("shinan-officer"), await world.SignIn("jimo-officer"));
        var form = await city.Get($"{GuideOffices.Path}/new");
        Assert.NotNull(form.Page.QuerySelector("input[name=to][value='370202-spj']"));
        Assert.Null(form.Page.QuerySelector("input[name=to][value='370202001-gov']"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await city.Submit(form, $"{GuideOffices.Path}/new", ("title", "容缺受理的口径"), ("words", "主要材料不容缺。"))).Status);
        var sent = await city.Submit(form, $"{GuideOffices.Path}/new", ("to", "370202-spj"), ("title", "容缺受理的口径"), ("words", "主要材料不容缺。\n次要材料写明补交日期。"));
        Assert.StartsWith($"{GuideOffices.Path}/", sent.Location, StringComparison.Ordinal);

        var inbox = await district.Get(GuideOffices.Path);
        Assert.Contains("容缺受理的口径", inbox.Text("table"), StringComparison.Ordinal);
        Assert.Contains("1", inbox.Page.QuerySelector($"a[href='{GuideOffices.Path}'] .place-count")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("次要材料写明补交日期", (await district.Get(sent.Location!)).Text("main"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await neighbour.Get(sent.Location!)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await neighbour.Get($"{GuideOffices.Path}/nothing")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await neighbour.Post($"{sent.Location}/receipt", [])).Status);
        Assert.Equal(sent.Location, (await district.Submit(await district.Get(sent.Location!), $"{sent.Location}/receipt")).Location);
        Assert.Contains("都已签收", (await city.Get(GuideOffices.Path)).Text("main"), StringComparison.Ordinal);

        // The upper office reads and alters nothing.
        var page = await city.Get(Workbench.PageOf(number));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Empty(page.Page.QuerySelectorAll($"main form[action^='{Workbench.PageOf(number)}/']"));
        Assert.Equal(HttpStatusCode.Forbidden, (await city.Post($"{Workbench.PageOf(number)}/approval", [("version", "1"), ("key", "a")])).Status);
        (await (await world.SignIn("shinan-clerk")).Act(number, "claim")).IsDone(number);
        var taken = await city.Post($"{Workbench.PageOf(number)}/release", [("version", "2"), ("key", "b"), ("release-reasons", "市里收回")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.Status);
        Assert.NotNull((await world.State(number)).Work?.Held);
    }
}
