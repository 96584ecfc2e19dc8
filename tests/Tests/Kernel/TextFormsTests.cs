using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;

namespace OneWindow.Tests.Kernel;

/// <summary>What is stored and hashed as text comes back as it was: limits, citations, instants.</summary>
public sealed class TextFormsTests
{
    private static readonly Gen<TimeLimit> Limit =
        from amount in Gen.Choose(1, 1000)
        from unit in Gen.Elements(Enum.GetValues<LimitUnit>())
        select new TimeLimit(amount, unit);

    // 0001 to 9998, both ends.
    private static readonly Gen<Instant> Moment = Some.Number(-62_135_000_000_000_000, 253_370_000_000_000_000).Select(us => new Instant(us));

    [Fact]
    public void Every_limit_parses_back() => Limit.Holds(limit => TimeLimit.Parse(limit.Code) == limit);

    [Theory]
    [InlineData("5 working-day", "5 个工作日")]
    [InlineData("30 calendar-day", "30 日")]
    [InlineData("1 month", "1 个月")]
    [InlineData("24 hour", "24 小时")]
    [InlineData("on-the-spot", "当场")]
    public void A_limit_has_a_form_for_rulebooks_and_one_for_people(string code, string words)
    {
        Assert.Equal(code, TimeLimit.Parse(code).Code);
        Assert.Equal(words, TimeLimit.Parse(code).ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("0 working-day")]
    [InlineData("-1 working-day")]
    [InlineData("5 working-days")]
    [InlineData("5  working-day")]
    [InlineData("5,0 hour")]
    [InlineData("99999999999 hour")]
    public void What_is_no_limit_is_refused(string? text)
    {
        Assert.False(TimeLimit.TryParse(text, out _));
        if (text is not null) Assert.Throws<FormatException>(() => TimeLimit.Parse(text));
    }

    [Fact]
    public void Every_citation_parses_back() =>
        (from book in Some.Text("abcdefghijklmnopqrstuvwxyz0123456789-", 12)
         from article in Some.Text("第一二三四五六七八九十条款项()/", 9)
         select new Citation(book, article)).Holds(citation => Citation.Parse(citation.ToString()) == citation);

    [Theory]
    [InlineData("")]
    [InlineData("第一条")]
    [InlineData("/第一条")]
    [InlineData("platform/")]
    public void What_is_no_citation_is_refused(string text) => Assert.Throws<FormatException>(() => Citation.Parse(text));

    [Fact]
    public void Every_instant_parses_back() => Moment.Holds(moment =>
        Instant.Parse(moment.ToString()) == moment && Instant.From(moment.ToChina()) == moment);

    [Fact]
    public void An_instant_is_printed_in_Chinas_time_to_the_microsecond()
    {
        var moment = Instant.At(new(2025, 9, 26), new(9, 0)).Plus(TimeSpan.FromMicroseconds(42));

        Assert.Equal("2025-09-26T09:00:00.000042+08:00", moment.ToString());
        Assert.Equal(moment, Instant.Parse("2025-09-26T01:00:00.000042Z"));
    }

    [Fact]
    public void The_day_changes_at_midnight_in_China()
    {
        Assert.Equal(new DateOnly(2025, 9, 26), Instant.Parse("2025-09-26T15:59:59.999999Z").Date);
        Assert.Equal(new DateOnly(2025, 9, 27), Instant.Parse("2025-09-26T16:00:00Z").Date);
    }

    [Fact]
    public void Instants_sort_as_their_texts_do() => Moment.Two().Holds(pair =>
        pair.Item1 < pair.Item2 == string.CompareOrdinal(pair.Item1.ToString(), pair.Item2.ToString()) < 0);

    [Fact]
    public void What_an_offset_clock_says_of_one_moment_is_one_instant() => Moment.Holds(moment =>
        Instant.From(moment.ToChina().ToOffset(TimeSpan.FromHours(-5))) == moment);
}
