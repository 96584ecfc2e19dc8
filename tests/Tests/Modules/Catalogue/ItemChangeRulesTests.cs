using OneWindow.Catalogue;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary><see cref="ItemTimeline"/> and <see cref="ItemChangeRules"/>: from which instant an item is closed, and what may be set.</summary>
public sealed class ItemChangeRulesTests
{
    private static readonly DateOnly Today = new(2024, 3, 1);

    [Fact]
    public void A_suspension_ends_on_its_day_and_a_cancellation_until_it_is_taken_back()
    {
        var timeline = With(Suspended("2024-03-04", "2024-04-01"), Cancelled("2024-05-06"), Resumed("2024-06-03"));
        foreach (var (at, step) in new (string, ItemStep?)[]
        {
            ("2024-03-03 23:59", null), ("2024-03-04 00:00", ItemStep.Suspended), ("2024-03-31 23:59", ItemStep.Suspended), ("2024-04-01 00:00", null),
            ("2024-05-06 00:00", ItemStep.Cancelled), ("2024-06-02 23:59", ItemStep.Cancelled), ("2024-06-03 00:00", null),
        })
        {
            Assert.Equal(step, timeline.ClosedAt(World.At(at))?.Step);
        }

        Assert.Equal(ItemStep.Suspended, timeline.AnnouncedAfter(World.At("2024-03-03 12:00"))?.Step);
    }

    [Fact]
    public void Nothing_is_set_for_the_past_or_against_sense()
    {
        var closed = With(Cancelled("2024-03-04"));
        Assert.Equal("change-in-the-past", Refused(ItemTimeline.Untouched, ItemStep.Cancelled, "2024-02-29"));
        Assert.Equal("end-not-asked", Refused(ItemTimeline.Untouched, ItemStep.Cancelled, "2024-03-04", "2024-04-01"));
        Assert.Equal("end-before-start", Refused(ItemTimeline.Untouched, ItemStep.Suspended, "2024-03-04", "2024-03-04"));
        Assert.Equal("not-closed", Refused(ItemTimeline.Untouched, ItemStep.Resumed, "2024-03-04"));
        Assert.Equal("cancelled-already", Refused(closed, ItemStep.Suspended, "2024-03-05"));
        Assert.Null(Refused(closed, ItemStep.Resumed, "2024-03-05"));
        Assert.Null(Refused(ItemTimeline.Untouched, ItemStep.Suspended, "2024-03-01", "2024-04-01"));
    }

    internal static ItemTimeline With(params ItemChange[] changes) => new(changes);

    internal static ItemChange Cancelled(string from) => new(ItemStep.Cancelled, Start(from), null, "依据修改后的规定取消");

    internal static ItemChange Suspended(string from, string? until) => new(ItemStep.Suspended, Start(from), until is null ? null : Start(until), "系统改造期间停止执行");

    internal static ItemChange Resumed(string from) => new(ItemStep.Resumed, Start(from), null, "恢复执行");

    private static Instant Start(string day) => World.At(day + " 00:00");

    private static string? Refused(ItemTimeline timeline, ItemStep step, string from, string? reopens = null) =>
        ItemChangeRules.Decide(timeline, step, DateOnly.Parse(from), reopens is null ? null : DateOnly.Parse(reopens), "理由理由", Today).Try(out _, out var why)
            ? null
            : why.Code["catalogue.".Length..];
}
