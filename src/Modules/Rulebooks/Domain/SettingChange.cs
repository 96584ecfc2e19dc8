using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>
/// 动态调整: the management office of a place sets a parameter anew from a day to come (鄠邑细则 第三十三条). Laid over the rulebook's own
/// value from that day; what was resolved for earlier days, and what a case has pinned, stays as it was.
/// </summary>
/// <param name="Version">The profile's version that this change makes: the text itself is version 1.</param>
internal sealed record SettingChange(string Rulebook, int Version, string Key, Scope Scope, string Value, DateOnly From, string Reason, string By, Instant At)
{
    public bool Replaces(string key, Scope scope) => Key == key && Scope == scope;
}
