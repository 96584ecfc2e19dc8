using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Components;

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

/// <summary>灯: how much time a deadline still leaves.</summary>
public enum Light
{
    /// <summary>绿灯: time enough.</summary>
    Ample,

    /// <summary>黄灯: due soon.</summary>
    Soon,

    /// <summary>红灯: overdue.</summary>
    Overdue,

    /// <summary>The clock stands still: no light burns.</summary>
    Paused,

    /// <summary>Finished: the light is out.</summary>
    Finished,
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

    /// <param name="words">剩 3 个工作日, 已超期 1 个工作日: the light is never alone.</param>
    public static MarkupString Lamp(Light light, string words)
    {
        var (look, icon) = light switch
        {
            Light.Ample => ("done", "clock"),
            Light.Soon => ("soon", "alert"),
            Light.Overdue => ("bad", "stop"),
            Light.Paused => ("paused", "pause"),
            _ => ("neutral", "done"),
        };
        return new($"<span class=\"light light-{look}\">{Icons.Of(icon)}{Html.Encode(words)}</span>");
    }
}
