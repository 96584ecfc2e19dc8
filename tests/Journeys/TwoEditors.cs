namespace OneWindow.Journeys;

/// <summary>
/// Two people write in one guide at once (青岛办法 第十八条): the department's clerk and the office's officer, each at a browser of his own, save twenty values each, some of them at the same place. What
/// each wrote stands or is offered as a choice, and after the choices nothing is open.
/// </summary>
public sealed class TwoEditors(Chromium chromium, House house) : IClassFixture<House>
{
    private const int Rounds = 5;
    private static readonly string[] Ours = ["承诺的内容", "告知的要求", "违反承诺的责任", "事后谁来核查"];
    private static readonly string[] Theirs = ["承诺的内容", "怎样核查", "违反承诺的责任", "涉及的领域"];

    [Fact]
    public async Task At_two_wide_screens()
    {
        var way = new Way("two editors at one draft, 1280 px", 1280);
        var tally = new Tally(way.Name);
        await using var clerk = await Enter("1 department clerk", "shinan-editor");
        await clerk.Open("/workbench/requests/new?item=370202-food-business");
        await clerk.Choose("申请什么", "调整办事指南");
        await clerk.Choose("变动事由", "调整");
        await clerk.Write("生效日期", "2025-09-22");
        await clerk.Write("理由和依据", "两个人一起写告知承诺");
        await clerk.Press("下一步");
        await clerk.Follow("编辑办事指南");
        var draft = new Uri(clerk.Page.Url).AbsolutePath;
        await using var officer = await Enter("2 officer", "shinan-officer");
        await Task.WhenAll(clerk.Open($"{draft}/more"), officer.Open($"{draft}/more"));

        for (var round = 1; round <= Rounds; round++)
        {
            await Task.WhenAll(Write(clerk, Ours, "甲", round), Write(officer, Theirs, "乙", round));
            await Task.WhenAll(clerk.Press("保存"), officer.Press("保存"));
        }

        await clerk.Open(draft);
        var told = await clerk.Main();
        foreach (var (who, fields) in new[] { ("甲", Ours), ("乙", Theirs) })
        {
            for (var round = 1; round <= Rounds; round++)
            {
                foreach (var field in fields) Assert.Contains(Said(who, field, round), told, StringComparison.Ordinal);
            }
        }

        // The first that is offered is taken, the others stay as they are.
        var open = clerk.Page.Locator("button[name=take][value=yes]");
        var choices = await open.CountAsync();
        // Whoever saves second in a round is asked, at each of the two places that both write.
        Assert.Equal(2 * Rounds, choices);
        await clerk.Go(open.First);
        for (var left = choices - 1; left > 0; left--) await clerk.Go(clerk.Page.Locator("button[name=take][value=no]").First);
        Assert.Equal(0, await open.CountAsync());
        await officer.Open($"{draft}/more");
        foreach (var field in Ours.Union(Theirs)) Assert.Matches($"^(甲|乙)[1-{Rounds}] {field}$", await officer.Field(field).InputValueAsync());
        tally.Close();

        async Task<Walker> Enter(string who, string user)
        {
            var walker = await Walker.Enter(chromium, house, way, who, tally);
            await walker.Open("/sign-in");
            await Applying.SignIn(walker, house, user);
            return walker;
        }
    }

    private static async Task Write(Walker walker, string[] fields, string who, int round)
    {
        foreach (var field in fields) await walker.Write(field, Said(who, field, round));
    }

    private static string Said(string who, string field, int round) => $"{who}{round} {field}";
}
