namespace OneWindow.Contracts;

/// <summary>A setting in force, as it was read a moment ago from the running configuration or the database.</summary>
/// <param name="Key">"sign-in.most-failures".</param>
/// <param name="Words">"连续输错 5 次锁定 15 分钟".</param>
/// <param name="Holds">False: as it stands the control is not met. Null: nothing that can be judged by itself.</param>
public sealed record SettingFact(string Key, string Words, bool? Holds = null);

/// <summary>What a module can say of its own settings to whoever audits the installation (`evidence`).</summary>
public interface IEvidence
{
    ValueTask<IReadOnlyList<SettingFact>> Facts(CancellationToken cancel = default);
}
