using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>实际办得怎么样: <see cref="GuideFigures"/>.</summary>
public sealed class GuideFiguresTests
{
    private const int Day = 24 * 60;

    private static Guide Food { get; } = SeedItemsTests.All.Single(g => g.Item == "370202-food-business");

    [Fact]
    public void Nineteen_cases_say_nothing_and_twenty_do()
    {
        Assert.Null(GuideFigures.Of(Cases(19), Food));
        Assert.Equal(20, GuideFigures.Of(Cases(20), Food)!.Cases.Value);
    }

    [Fact]
    public void Half_and_nine_tenths_are_counted_without_the_applicants_own_time()
    {
        // 1 to 100 days of the office; the applicants' own time is long and stands apart.
        var figures = GuideFigures.Of([.. Enumerable.Range(1, 100).Select(n => Case(n, office: n * Day, own: 30 * Day, onTime: n <= 80, online: n % 4 == 0))], Food)!;
        Assert.Equal((50L, 90L, 30L), (figures.Median.Value, figures.Ninetieth.Value, figures.OwnTime!.Value.Value));
        Assert.Equal((80L, 25L), (figures.OnTime.Value, figures.Online.Value));
    }

    [Fact]
    public void Own_time_of_a_few_is_not_shown()
    {
        Assert.Null(GuideFigures.Of([.. Enumerable.Range(1, 40).Select(n => Case(n, Day, own: n <= 19 ? Day : 0))], Food)!.OwnTime);
        Assert.NotNull(GuideFigures.Of([.. Enumerable.Range(1, 40).Select(n => Case(n, Day, own: n <= 20 ? Day : 0))], Food)!.OwnTime);
    }

    [Fact]
    public void The_three_things_corrected_most_come_with_how_it_is_right_and_wrong()
    {
        string[] lines = [.. Food.Materials.Take(4).Select(m => $"material|{m.Id}|unreadable")];
        var figures = GuideFigures.Of([.. Enumerable.Range(1, 40).Select(n => Case(n, Day, corrected: n <= 20 ? $"{lines[0]}\n{lines[0]}" : n <= 32 ? lines[1] : n <= 38 ? lines[2] : lines[3]))], Food)!;
        Assert.Equal([(Food.Materials[0].Name, 20L), (Food.Materials[1].Name, 12L), (Food.Materials[2].Name, 6L)], figures.Corrected.Select(c => (c.What, c.Times.Value)));
        Assert.All(figures.Corrected, c => Assert.True(c.Good.Length > 0 && c.Bad.EndsWith("无法辨认", StringComparison.Ordinal)));
    }

    private static List<DecidedCaseRow> Cases(int count) => [.. Enumerable.Range(1, count).Select(n => Case(n, Day))];

    private static DecidedCaseRow Case(int n, int office, int own = 0, bool onTime = true, bool online = false, string? corrected = null) => new()
    {
        Number = $"{n}", Item = Food.Item, DecidedAt = World.At("2025-03-03 09:00").Plus(TimeSpan.FromDays(-n)), OfficeMinutes = office, OwnMinutes = own, OnTime = onTime, Online = online, Corrected = corrected,
    };
}
