using FsCheck;
using FsCheck.Fluent;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue.Forms;

public sealed class ExpressionTests
{
    private static Expression Read(string text) => ExpressionText.Parse(text).Match(e => e, why => throw new FormatException($"{text}: {why.Message}"));

    private static bool? Reckon(string text, params (string Field, string Value)[] answers) => Reckoning.Of(
        Read(text), FormFacts.Of(Expressions.Form, answers.ToDictionary(a => a.Field, a => a.Value), new DateOnly(2026, 11, 22), ["layout"])).Holds;

    [Fact]
    public void What_is_printed_is_read_again_as_the_same() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(4_000), Prop.ForAll(
        Arb.From(Gen.OneOf(Expressions.Typed(DatumKind.YesNo, 4), Expressions.Any(3))),
        expression => Assert.Equal(expression, Read(expression.ToString()))));

    [Fact]
    public void What_fits_its_form_is_never_of_a_wrong_kind() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(4_000), Prop.ForAll(
        Arb.From(from e in Expressions.Typed(DatumKind.YesNo, 4) from f in Expressions.Facts select (e, f)),
        given =>
        {
            // Random words are seldom the offered ones: that alone may be told.
            var problems = ExpressionTypes.Problems(given.e, Expressions.Form, Expressions.Materials);
            Assert.DoesNotContain(problems, p => !p.Contains("这个选项", StringComparison.Ordinal));
            var reckoned = Reckoning.Of(given.e, given.f, out var steps);
            Assert.True(reckoned.Value is Datum.YesNo || reckoned is { Value: null, Why: not Lack.WrongKind }, $"{given.e}: {reckoned}");
            Assert.InRange(steps, 1, Reckoning.MostSteps);
        }));

    [Fact]
    public void What_is_of_a_wrong_kind_did_not_fit_its_form() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(4_000), Prop.ForAll(
        Arb.From(from e in Expressions.Any(3) from f in Expressions.Facts select (e, f)),
        given =>
        {
            var reckoned = Reckoning.Of(given.e, given.f, out var steps);
            if (reckoned is { Value: null, Why: Lack.WrongKind }) Assert.NotEmpty(ExpressionTypes.Problems(given.e, Expressions.Form, Expressions.Materials));
            Assert.InRange(steps, 1, Reckoning.MostSteps);
        }));

    /// <summary>Characters at random, and words of the language in any order: 60,000 of them.</summary>
    [Fact]
    public void No_text_throws_and_all_end()
    {
        string[] words = ["(", ")", "[", "]", ",", ".", "+", "-", "*", "=", ">=", "≠", "并且", "或者", "并非", "属于", "今天", "空", "长度", "行数", "合计", "每行", "任一行", "材料", "area", "staff", ".age", "owner.name", "\"", "\"x\"", "12", "3.5元", "2026-11-22", "2026-13-45", "是", " ", "  ", "9999999999999999999", "（", "，", "。", "é", "\0", "\ud800", "not", "in", "any("];
        var random = new Random(20261122);
        var facts = Expressions.Facts.Sample(40).ToList();
        var read = 0;
        for (var i = 0; i < 60_000; i++)
        {
            var text = i % 3 == 0
                ? string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)random.Next(random.Next(4) == 0 ? 0xffff : 128)))
                : string.Join(random.Next(2) == 0 ? " " : "", Enumerable.Range(0, random.Next(1, 12)).Select(_ => words[random.Next(words.Length)]));
            if (!ExpressionText.Parse(text).Try(out var expression, out var why))
            {
                Assert.NotEmpty(why.Message);
                continue;
            }

            read++;
            Assert.Equal(expression, Read(expression.ToString()));
            Reckoning.Of(expression, facts[i % facts.Count], out var steps);
            Assert.InRange(steps, 1, Reckoning.MostSteps);
            ExpressionTypes.Problems(expression, Expressions.Form, Expressions.Materials);
        }

        Assert.True(read > 500, $"Only {read} texts were expressions at all.");
    }

    [Fact]
    public void Reading_and_reckoning_are_bounded()
    {
        Assert.Contains("套得太深", Why(new string('(', 200) + "1" + new string(')', 200)), StringComparison.Ordinal);
        Assert.Contains("套得太深", Why(string.Concat(Enumerable.Repeat("并非 ", 100)) + "agent"), StringComparison.Ordinal);
        Assert.Contains("最多 1000 个字符", Why(new string('1', 2_000)), StringComparison.Ordinal);
        Assert.Contains("300 个部分", Why(string.Join('+', Enumerable.Repeat("1", 400))), StringComparison.Ordinal);

        // Rows within rows within rows: two hundred to the third power, cut off at the bound.
        var rows = $"[{string.Join(',', Enumerable.Repeat("{\"age\":\"1\"}", 200))}]";
        var reckoned = Reckoning.Of(
            Read("每行(staff, 每行(staff, 每行(staff, .age = 1)))"), FormFacts.Of(Expressions.Form, new Dictionary<string, string> { ["staff"] = rows }, default), out var steps);
        Assert.Equal(Lack.TooLong, reckoned.Why);
        Assert.Null(reckoned.Holds);
        Assert.InRange(steps, 1, Reckoning.MostSteps);

        Expression deep = new Expression.Answer("agent");
        for (var i = 0; i < 2_000; i++) deep = new Expression.Not(deep);
        Assert.Equal(Lack.TooLong, Reckoning.Of(deep, FormFacts.Of(Expressions.Form, new Dictionary<string, string>(), default)).Why);
    }

    [Theory]
    [InlineData("area > 20 并且 area <= 86.5", "area", "86.5", true)]
    [InlineData("capital >= 2000000元", "capital", "2000000.00", true)]
    [InlineData("capital * 3 = 0.03元", "capital", "0.01", true)]
    [InlineData("opening 早于 今天", "opening", "2026-11-21", true)]
    [InlineData("opening ＞＝ 2026-11-22", "opening", "2026年11月21日", false)]
    [InlineData("相隔月数(opening, 今天) >= 216", "opening", "2008-11-22", true)]
    [InlineData("相隔月数(opening, 今天) >= 216", "opening", "2008-11-23", false)]
    [InlineData("相隔天数(opening, 今天) = 21", "opening", "2026-11-01", true)]
    [InlineData("source 属于 [\"自有\", \"租赁\"]", "source", "租赁", true)]
    [InlineData("not empty(name) and length(name) = 3", "name", "李小明", true)]
    [InlineData("并非 agent", "agent", "否", true)]
    [InlineData("owner.phone = “13800000000”", "owner", "{\"name\":\"李明\",\"phone\":\"13800000000\"}", true)]
    [InlineData("行数(staff) = 2 并且 合计(staff.age) = 50", "staff", "[{\"age\":\"20\"},{\"age\":\"30\"},{}]", true)]
    [InlineData("每行(staff, .age >= 18)", "staff", "[{\"age\":\"20\"},{\"age\":\"17\"}]", false)]
    [InlineData("任一行(staff, .full)", "staff", "[{\"full\":\"否\"},{\"full\":\"是\"}]", true)]
    [InlineData("行数(staff, .full) >= 1", "staff", "[{\"full\":\"否\"}]", false)]
    [InlineData("材料(\"layout\").已交 并且 并非 材料(\"lease\")", "name", "", true)]
    [InlineData("count = 5", "count", "5", true)]
    [InlineData("area - 5 = 1 + 2 * 3", "area", "12", true)]
    [InlineData("(1 + 2) * 3 = 9", "area", "", true)]
    [InlineData("area > 20", "area", "", null)]
    [InlineData("area > 20 或者 agent", "agent", "是", true)]
    [InlineData("area > 20 并且 agent", "agent", "否", false)]
    [InlineData("area > 20 并且 agent", "agent", "是", null)]
    [InlineData("area * 999999999999999 > 0", "area", "999999999999999", null)]
    [InlineData("每行(staff, .age >= 18)", "staff", "[{\"age\":\"20\"},{\"who\":\"甲\"}]", null)]
    public void It_reckons_as_people_read_it(string text, string field, string answer, bool? holds) => Assert.Equal(holds, Reckon(text, (field, answer)));

    [Theory]
    [InlineData("", "表达式是空的")]
    [InlineData("area >", "第 7 个字符处：表达式没有写完")]
    [InlineData("area > 20 agent", "第 11 个字符处：表达式到这里应该结束")]
    [InlineData("(area > 20", "第 11 个字符处：括号没有收尾")]
    [InlineData("面积 > 20", "第 1 个字符处：不认识“面积”")]
    [InlineData("name = \"abc", "第 8 个字符起的文字没有用引号收尾")]
    [InlineData("opening = 2026-02-30", "第 11 个字符起的“2026-02-30”不是有效的日期")]
    [InlineData("area # 2", "第 6 个字符“#”不能用在这里")]
    [InlineData("1 < 2 < 3", "第 7 个字符处：两个比较连在一起")]
    [InlineData("合计(staff)", "合计要写明哪一列")]
    [InlineData("材料(layout)", "第 4 个字符处：材料后面要写材料的标识，带引号")]
    [InlineData("- name = 3", "负号后面要写数字或者金额")]
    public void What_cannot_be_read_is_told_with_its_place(string text, string told) => Assert.Contains(told, Why(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("area", "结果是数字")]
    [InlineData("area > 3元", "金额要写上单位")]
    [InlineData("gone = 1", "没有标识为“gone”的填写项")]
    [InlineData("source = \"借用\"", "没有“借用”这个选项")]
    [InlineData("staff = 1", "有很多行")]
    [InlineData("owner = \"李明\"", "要写明哪一部分")]
    [InlineData("合计(staff.who) = 1", "不是数字也不是金额")]
    [InlineData(".age > 1", "只能写在")]
    [InlineData("材料(\"lease\")", "没有标识为“lease”的材料")]
    [InlineData("name > \"a\"", "文字和文字不能用“>”")]
    public void What_does_not_fit_the_form_is_told_when_it_is_designed(string text, string told) =>
        Assert.Contains(told, string.Join('；', ExpressionTypes.Problems(Read(text), Expressions.Form, Expressions.Materials)), StringComparison.Ordinal);

    [Fact]
    public void The_condition_of_a_field_asks_neither_the_day_nor_materials()
    {
        Assert.Empty(ExpressionTypes.Problems(Read("area > 20"), Expressions.Form, null));
        Assert.NotEmpty(ExpressionTypes.Problems(Read("opening > 今天"), Expressions.Form, null));
        Assert.NotEmpty(ExpressionTypes.Problems(Read("材料(\"layout\")"), Expressions.Form, null));
    }

    [Fact]
    public void A_check_is_silent_until_it_can_be_told()
    {
        FormCheck check = new("c", "capital >= 2000000元", "注册资本不少于二百万元", ["capital"]);
        IReadOnlyList<CheckFinding> Of(string answer) =>
            FormChecks.Of([check], FormFacts.Of(Expressions.Form, new Dictionary<string, string> { ["capital"] = answer }, default));
        Assert.Empty(Of(""));
        Assert.Empty(Of("2000000"));
        Assert.False(Assert.Single(Of("1999999.99")).Holds);
        Assert.Null(Assert.Single(Of("很多")).Holds);
    }

    private static string Why(string text) => ExpressionText.Parse(text).Match(e => $"read as {e}", why => why.Message);
}
