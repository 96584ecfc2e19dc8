using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>What a finding does to a publication.</summary>
internal enum Severity
{
    /// <summary>Stops it.</summary>
    Error,

    /// <summary>To be mended, but it may wait.</summary>
    Warning,

    /// <summary>Could be better.</summary>
    Hint,
}

/// <summary>One thing that the linter says of a guide: what, where, which article, how to mend it.</summary>
/// <param name="Guide">The item's key.</param>
/// <param name="Path">"materials[2].name"</param>
/// <param name="Element">The element's Chinese name.</param>
/// <param name="Rule">The rule's code, without its module.</param>
internal sealed record LintFinding(string Guide, string Path, string Element, string Rule, Severity Severity, string Message, string Mend, Citation Basis)
{
    public static LintFinding Of(Guide guide, Fault fault) => new(
        guide.Item, fault.Path, fault.Element, fault.Code["catalogue.".Length..], Severity.Error,
        fault.Value is null ? $"{fault.Element}：{fault.Rule}" : $"{fault.Element}“{Cut(fault.Value)}”：{fault.Rule}", fault.Mend, fault.Basis);

    public static string Cut(string text) => text.Length > 60 ? text[..60] + "…" : text;
}

internal static class SeverityWords
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Error => "必须改",
        Severity.Warning => "应当改",
        _ => "可以更好",
    };
}
