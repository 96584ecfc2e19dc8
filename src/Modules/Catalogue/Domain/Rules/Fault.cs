using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>One thing that is wrong with a record: where, which element, what stands there, the rule, and how to mend it.</summary>
/// <param name="Path">"materials[2].name"</param>
/// <param name="Element">The element's Chinese name: "所需材料".</param>
/// <param name="Value">What stands there; null where nothing does.</param>
/// <param name="Missing">Something is not there yet, as opposed to wrong: a draft may wait for it.</param>
internal sealed record Fault(
    string Path, string Element, string? Value, string Code, string Rule, string Mend, Citation Basis, bool Missing = false)
{
    public string Message => Value is null
        ? $"{Path}（{Element}）：{Rule}。{Mend}。"
        : $"{Path}（{Element}）的值“{(Value.Length > 60 ? Value[..60] + "…" : Value)}”：{Rule}。{Mend}。";

    public override string ToString() => $"{Code} {Message}";
}
