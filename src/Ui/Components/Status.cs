using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;
using OneWindow.Kernel;

namespace OneWindow.Ui;

/// <summary>What a status means to who reads it; each has its colour and its icon, and is never shown without its word.</summary>
public enum StatusKind
{
    /// <summary>Nothing is going on: a draft, not started.</summary>
    Neutral,

    /// <summary>Being worked on.</summary>
    Active,

    /// <summary>Something is asked of the reader, or time is short.</summary>
    Soon,

    /// <summary>Refused, overdue, failed.</summary>
    Bad,

    /// <summary>Finished well.</summary>
    Done,

    /// <summary>The clock stands still.</summary>
    Paused,
}

/// <summary>灯 as it is shown: the three of a running clock, and two for clocks that do not run.</summary>
public enum Lamp
{
    Green,
    Amber,
    Red,

    /// <summary>The clock stands still: no light burns.</summary>
    Paused,

    /// <summary>Finished: the light is out.</summary>
    Out,
}

/// <summary>Status tags and lights as markup, for rows of long lists where a component a row would cost too much.</summary>
public static class Statuses
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    public static MarkupString Tag(StatusKind kind, string words)
    {
        var (look, icon) = kind switch
        {
            StatusKind.Active => ("active", "now"),
            StatusKind.Soon => ("soon", "alert"),
            StatusKind.Bad => ("bad", "stop"),
            StatusKind.Done => ("done", "done"),
            StatusKind.Paused => ("paused", "pause"),
            _ => ("neutral", "next"),
        };
        return new($"<span class=\"tag tag-{look}\">{Icons.Of(icon)}{Html.Encode(words)}</span>");
    }

    /// <summary>The light of a clock with its words: 还剩 3 个工作日, 今日到期, 已超期 1 个工作日.</summary>
    public static MarkupString Light(Standing standing, LightRule rule)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return Light(LampOf(standing, rule), standing.InWords());
    }

    /// <param name="words">The light is never alone.</param>
    public static MarkupString Light(Lamp lamp, string words)
    {
        var (look, icon) = lamp switch
        {
            Lamp.Green => ("done", "clock"),
            Lamp.Amber => ("soon", "alert"),
            Lamp.Red => ("bad", "stop"),
            Lamp.Paused => ("paused", "pause"),
            _ => ("neutral", "done"),
        };
        return new($"<span class=\"light light-{look}\">{Icons.Of(icon)}{Html.Encode(words)}</span>");
    }

    public static Lamp LampOf(Standing standing, LightRule rule)
    {
        ArgumentNullException.ThrowIfNull(standing);
        return standing.State switch
        {
            ClockState.Stopped => standing.IsOverdue ? Lamp.Red : Lamp.Out,
            ClockState.Suspended when !standing.IsOverdue => Lamp.Paused,
            _ => standing.LightBy(rule) switch
            {
                Kernel.Light.Red => Lamp.Red,
                Kernel.Light.Amber => Lamp.Amber,
                _ => Lamp.Green,
            },
        };
    }
}
