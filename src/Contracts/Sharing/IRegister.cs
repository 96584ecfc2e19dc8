namespace OneWindow.Contracts;

/// <summary>登记库: what an authority has on record about a subject, fetched instead of asked for. Any module may answer with one.</summary>
public interface IRegister
{
    /// <summary>What rules call it: the part of a source before the dot.</summary>
    string Key { get; }

    /// <summary>What people call it ("实名信息").</summary>
    string Name { get; }

    /// <summary>Its entries and what they are called.</summary>
    IReadOnlyDictionary<string, string> Entries { get; }

    /// <summary>The values on record on this day; entries that are not on record are absent. Null: the register gave no answer.</summary>
    ValueTask<IReadOnlyDictionary<string, string>?> Look(string subject, DateOnly on, CancellationToken cancel = default);
}
