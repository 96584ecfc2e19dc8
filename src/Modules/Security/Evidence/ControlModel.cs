using OneWindow.Contracts;

namespace OneWindow.Security;

/// <summary>安全控制: one control of a standard, the settings in force, the proof, and what is left to the city.</summary>
/// <param name="Source">Standard and clause.</param>
/// <param name="Settings">Read this moment; empty: the program alone ensures it.</param>
/// <param name="Proof">Files of the repository: tests that fail when the control is taken away, or documents.</param>
/// <param name="City">What no program does.</param>
public sealed record ControlModel(string Id, string Name, string Source, IReadOnlyList<SettingModel> Settings, IReadOnlyList<string> Proof, string City);

/// <param name="Holds">False: as it stands the control is not met. Null: not to be judged by itself.</param>
public sealed record SettingModel(string Key, string Words, bool? Holds);

/// <summary>A control as it is laid down, before its settings are read.</summary>
internal sealed record Control(string Id, string Name, string Source, IReadOnlyList<string> Keys, IReadOnlyList<string> Proof, string City)
{
    /// <summary>A key that no module answers is a fault of ours, and said so: nothing is passed over.</summary>
    public ControlModel With(IReadOnlyDictionary<string, SettingFact> facts) => new(
        Id, Name, Source, [.. Keys.Select(k => facts.TryGetValue(k, out var fact) ? new SettingModel(k, fact.Words, fact.Holds) : new SettingModel(k, "读不到这项设置", false))], Proof, City);
}
