using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Host;

/// <summary>What a start was asked for.</summary>
/// <param name="Data">The folder of the database (SQLite), uploads and keys.</param>
/// <param name="Db">A PostgreSQL connection string; null: SQLite.</param>
/// <param name="Real">Real use: no demonstration accounts, no movable clock, no secret made by itself.</param>
/// <param name="Empty">No demonstration data; null: as the data folder began, which is what commands ask for.</param>
/// <param name="Clock">Demonstration: the instant that the clock starts from.</param>
/// <param name="Device">The device that the secret may be sealed under.</param>
internal sealed record AppOptions(string Data, string? Db, string Urls, bool Real, bool? Empty, Instant? Clock, DeviceSettings? Device = null)
{
    public const string DbVariable = "ONEWINDOW_DB";
    public const string ModeVariable = "ONEWINDOW_MODE";

    public static AppOptions Default { get; } = new(
        "data", Environment.GetEnvironmentVariable(DbVariable), "http://127.0.0.1:5080",
        Environment.GetEnvironmentVariable(ModeVariable) == "real", null, null, DeviceSettings.OfEnvironment());
}
