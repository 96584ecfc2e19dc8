namespace OneWindow.Storage;

/// <summary>
/// A table of keys that goes into a file of its own beside the backup, so that an erasure reaches old backups too: they are restored with the newest
/// keys, and what was erased since has none there (个人信息保护法 第四十七条).
/// </summary>
/// <param name="Afterwards">A statement that ends the restoring: what the missing keys leave without meaning; {0} and {1} are the tables of <paramref name="Concerns"/> and of the keys.</param>
public sealed record KeptApart(string Module, string Table, string Concerns, string Afterwards);

/// <summary>A folder under the data folder whose files belong to the backup.</summary>
public sealed record KeptFolder(string Name);

/// <summary>What stands at the beginning of an archive: what it is and what it can be restored with.</summary>
/// <param name="Secret">Tells whether the installation's secret is the one that the contents are sealed under, and nothing else about it.</param>
/// <param name="Migrations">By module, the last migration that the tables were made by.</param>
internal sealed record BackupHead(int Format, DateTimeOffset MadeAt, bool KeysOnly, string Secret, IReadOnlyDictionary<string, string> Migrations);

/// <summary>What stands at its end: an archive without it was not finished.</summary>
/// <param name="Rows">By table ("cases.cases").</param>
/// <param name="Mac">HMAC-SM3 over every entry before, under a key of the installation: no byte is another one.</param>
public sealed record BackupEnd(IReadOnlyDictionary<string, long> Rows, long Files, string Mac)
{
    public long AllRows => Rows.Values.Sum();
}
