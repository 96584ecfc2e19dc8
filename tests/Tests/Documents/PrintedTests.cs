namespace OneWindow.Tests.Documents;

public sealed class PrintedTests
{
    [Fact]
    public void Equal_texts_have_no_difference() => Assert.Null(Printed.Difference("a\nb\n", "a\nb\n"));

    [Fact]
    public void The_first_differing_line_is_named_with_both_sides()
    {
        var said = Printed.Difference("一\n二\n三\n", "一\n贰\n三\n");
        Assert.Contains("line 2", said, StringComparison.Ordinal);
        Assert.Contains("the file says: “二”", said, StringComparison.Ordinal);
        Assert.Contains("the code says: “贰”", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_ends_early_differs_at_its_end() =>
        Assert.EndsWith("the file says: “”\n  the code says: “b”", Printed.Difference("a\n", "a\nb\n"), StringComparison.Ordinal);

    [Fact]
    public void Windows_line_ends_and_a_missing_file_are_said_in_words()
    {
        Assert.Equal("has line ends other than LF.", Printed.Difference("a\r\nb\r\n", "a\nb\n"));
        Assert.Equal("is not there.", Printed.Difference(null, "a\n"));
    }
}
