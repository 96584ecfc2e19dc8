using Microsoft.AspNetCore.Components;

namespace OneWindow.Ui;

/// <summary>Our own small set of icons, drawn on 24 by 24, in the colour of the text. Decorative: the word beside it says the same.</summary>
public static class Icons
{
    private static readonly Dictionary<string, MarkupString> Drawn = new Dictionary<string, string>
    {
        ["search"] = """<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>""",
        ["person"] = """<circle cx="12" cy="8" r="4"/><path d="M4 21c.6-4.5 3.8-7 8-7s7.4 2.5 8 7"/>""",
        ["text"] = """<path d="M2.5 19 8 5h.5L14 19M4.5 14.5h7.5M15 19l3-8h.5l3 8M16 16.5h5"/>""",
        ["done"] = """<circle cx="12" cy="12" r="9"/><path d="m8 12.3 2.8 2.7L16 9.5"/>""",
        ["check"] = """<path d="m5 12.5 4.7 4.5L19 7.5"/>""",
        ["now"] = """<circle cx="12" cy="12" r="9"/><circle cx="12" cy="12" r="4" fill="currentColor" stroke="none"/>""",
        ["next"] = """<circle cx="12" cy="12" r="9"/>""",
        ["clock"] = """<circle cx="12" cy="12" r="9"/><path d="M12 7v5.3l3.5 2"/>""",
        ["alert"] = """<path d="M12 3.5 22 20.5H2zM12 10v4.5M12 17.2v.1"/>""",
        ["stop"] = """<circle cx="12" cy="12" r="9"/><path d="m8.5 8.5 7 7m0-7-7 7"/>""",
        ["pause"] = """<circle cx="12" cy="12" r="9"/><path d="M9.8 8.5v7m4.4-7v7"/>""",
        ["info"] = """<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.1"/>""",
        ["file"] = """<path d="M6 3h8l5 5v13H6zM14 3v5h5"/>""",
        ["edit"] = """<path d="M4 20h4L19.5 8.5l-4-4L4 16zM13 7l4 4"/>""",
        ["upload"] = """<path d="M12 16V5m-4.5 4.5L12 5l4.5 4.5M4 20h16"/>""",
        ["print"] = """<path d="M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z"/>""",
        ["lock"] = """<path d="M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11"/>""",
        ["forward"] = """<path d="m9 5 7 7-7 7"/>""",
        ["back"] = """<path d="m15 5-7 7 7 7"/>""",
        ["book"] = """<path d="M12 6.5C9.5 4.8 6.5 4.5 3 5v14c3.5-.5 6.5-.2 9 1.5 2.5-1.7 5.5-2 9-1.5V5c-3.5-.5-6.5-.2-9 1.5zm0 0v14"/>""",
        ["shield"] = """<path d="M12 3 4.5 6v5.5c0 4.5 3 8 7.5 9.5 4.5-1.5 7.5-5 7.5-9.5V6zM8.5 12l2.5 2.5L15.5 10"/>""",
        ["phone"] = """<path d="M6 3h3.5l1.5 5-2.2 1.6a13 13 0 0 0 5.6 5.6L16 13l5 1.5V18a3 3 0 0 1-3.3 3C9.8 20.3 3.7 14.2 3 6.3A3 3 0 0 1 6 3z"/>""",
        ["place"] = """<path d="M12 21.5c-4.5-4.7-7-8.2-7-11.5a7 7 0 0 1 14 0c0 3.3-2.5 6.8-7 11.5z"/><circle cx="12" cy="10" r="2.5"/>""",
        ["company"] = """<path d="M4 21V4h10v17M14 9h6v12M2.5 21h19M7.5 8h3M7.5 12h3M7.5 16h3"/>""",
        ["bundle"] = """<path d="M12 3 3 7.5l9 4.5 9-4.5zM3 12l9 4.5 9-4.5M3 16.5 12 21l9-4.5"/>""",
        ["message"] = """<path d="M3 5.5h18v13H3zM3.5 6l8.5 7 8.5-7"/>""",
        ["calendar"] = """<path d="M4 6h16v15H4zM4 10.5h16M8 3v4M16 3v4"/>""",
    }.ToDictionary(
        icon => icon.Key,
        icon => new MarkupString(
            "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"20\" height=\"20\" aria-hidden=\"true\" focusable=\"false\">" + icon.Value + "</svg>"));

    public static IReadOnlyCollection<string> Names => Drawn.Keys;

    /// <summary>For rows of long lists, where a component a row would cost too much.</summary>
    public static MarkupString Of(string name) =>
        Drawn.TryGetValue(name, out var icon) ? icon : throw new ArgumentOutOfRangeException(nameof(name), name, "No such icon.");
}
