using System.Text;
using System.Text.Json;
using OneWindow.Rulebooks;

namespace OneWindow.Tests.Modules.Rulebooks;

/// <summary>The answers of the command line's `rules` and `deadline`.</summary>
public sealed class CommandTests
{
    private static readonly DeadlineAnswers Answers = new(TheLaw.Shelf, TheLaw.Calendar);

    [Fact]
    public async Task Rules_names_every_parameter_in_force_with_its_article()
    {
        await using var rig = await RulebooksRig.Start();

        Assert.True((await RulebooksModule.RulesInForce(rig.Services, "chongqing", new DateOnly(2024, 3, 4))).Try(out var answer, out _));

        var rule = Assert.Single(answer.Rules, r => r.Key == "acceptance.limit.online");
        Assert.Equal(("1 working-day", "chongqing", "第十七条", "all"), (rule.Value, rule.Rulebook, rule.Article, rule.Types));
        Assert.Equal(["licences", "other-types"], answer.Rules.Where(r => r.Key == "decision.refusalContents").Select(r => r.Types));
        var json = JsonSerializer.Serialize(rule, OneWindow.Storage.Json.Options);
        Assert.StartsWith("""{"key":"acceptance.limit.online","value":"1 working-day","rulebook":"chongqing","article":"第十七条","from":"2020-01-01",""", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("huyi")]
    [InlineData("huyi-2021")]
    [InlineData("610118")]
    [InlineData("610118000000")]
    public void A_place_is_named_by_code_folder_or_key(string place) =>
        Assert.True(RulesInForceModel.At(TheLaw.Shelf, place, new DateOnly(2024, 3, 4)).Match(a => a.Rules.Any(r => r.Rulebook == "huyi-2021"), _ => false));

    [Fact]
    public void An_unknown_place_is_refused_with_the_known_ones()
    {
        Assert.False(RulesInForceModel.At(TheLaw.Shelf, "atlantis", new DateOnly(2024, 3, 4)).Try(out _, out var why));
        Assert.Equal("rulebooks.unknown-place", why.Code);
        Assert.Contains("qingdao", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expired_text_is_warned_of() =>
        Assert.Contains(
            RulesInForceModel.At(TheLaw.Shelf, "qingdao", new DateOnly(2028, 7, 1)).Match(a => a.Warnings, _ => []),
            w => w.Contains("期满", StringComparison.Ordinal));

    [Fact]
    public async Task A_deadline_is_answered_with_every_day_and_its_reason()
    {
        var (lines, refused) = await Ask("""{"place":"chongqing","start":"2024-04-03T16:00+08:00","amount":1,"unit":"working-day"}""");

        Assert.Equal(0, refused);
        Assert.Equal(
            """{"due":"2024-04-07","dueAt":"2024-04-07T23:59:59.999999+08:00","provisional":false,"counted":[{"date":"2024-04-07","n":1,"why":"清明节 调休上班"}],"skipped":["""
            + """{"date":"2024-04-03","why":"起算当日"},{"date":"2024-04-04","why":"清明节 放假"},{"date":"2024-04-05","why":"清明节 放假"},"""
            + """{"date":"2024-04-06","why":"清明节 放假"}],"basis":{"rulebook":"licensing-law-2019","article":"第八十二条"}}""",
            lines[0]);
    }

    [Theory]
    [InlineData("calendar-day", "第二百零一条")]
    [InlineData("month", "第二百零二条")]
    [InlineData("hour", "第二百零一条")]
    public async Task Other_units_are_counted_by_the_civil_code(string unit, string article)
    {
        var (lines, _) = await Ask($$"""{"place":"370202","start":"2024-03-04","amount":3,"unit":"{{unit}}"}""");

        using var answer = JsonDocument.Parse(lines[0]);
        Assert.Equal("civil-code-2021", answer.RootElement.GetProperty("basis").GetProperty("rulebook").GetString());
        Assert.Equal(article, answer.RootElement.GetProperty("basis").GetProperty("article").GetString());
    }

    [Fact]
    public async Task A_suspension_moves_the_last_day_and_an_open_one_leaves_none()
    {
        var (lines, refused) = await Ask(
            """{"place":"qingdao","start":"2024-03-04","amount":20,"unit":"working-day","suspensions":[{"from":"2024-03-05","to":"2024-03-07"}]}""",
            """{"place":"qingdao","start":"2024-03-04","amount":20,"unit":"working-day","suspensions":[{"from":"2024-03-05"}]}""");

        Assert.Equal(0, refused);
        Assert.StartsWith("""{"due":"2024-04-07",""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"due":null,"dueAt":null,""", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_cannot_be_answered_keep_their_place_and_say_why()
    {
        var (lines, refused) = await Ask(
            """{"place":"nowhere","start":"2024-03-04","amount":1,"unit":"working-day"}""",
            "not a question",
            """{"place":"qingdao","start":"2024-03-04","amount":1,"unit":"fortnight"}""",
            """{"place":"qingdao","start":"2024-03-04","amount":1,"unit":"working-day"}""");

        Assert.Equal((4, 3), (lines.Length, refused));
        Assert.All(lines[..3], l => Assert.StartsWith("""{"refused":{"code":"rulebooks.""", l, StringComparison.Ordinal));
        Assert.StartsWith("""{"due":"2024-03-05",""", lines[3], StringComparison.Ordinal);
    }

    private static async Task<(string[] Lines, int Refused)> Ask(params string[] questions)
    {
        using var answers = new MemoryStream();
        var refused = await Answers.AnswerAll(new StringReader(string.Join('\n', questions)), answers, TestContext.Current.CancellationToken);
        return (Encoding.UTF8.GetString(answers.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries), refused);
    }
}
