using Microsoft.AspNetCore.Http;

namespace OneWindow.Ui;

/// <summary>What a handler knows of the answer it gives and the register of openings must write down: of which case it is, and whether it leaves the house as a file.</summary>
public static class Shown
{
    private static readonly object CaseKey = new();
    private static readonly object ExportKey = new();

    /// <summary>The answer shows something of this case; where the address has the case's number this is known already.</summary>
    public static void ShowsCase(this HttpContext context, string number)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[CaseKey] = number;
    }

    public static string? ShownCase(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items[CaseKey] as string;
    }

    /// <summary>The answer is a file of many persons: each of them counts as opened, for this purpose.</summary>
    public static void Exports(this HttpContext context, string purpose)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Items[ExportKey] = purpose;
    }

    public static string? ExportPurpose(this HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Items[ExportKey] as string;
    }
}
