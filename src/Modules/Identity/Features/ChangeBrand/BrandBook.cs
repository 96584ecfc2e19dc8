using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>A logo as it was uploaded.</summary>
internal sealed record LogoImage(string Type, byte[] Bytes);

/// <summary>The installation's one brand, from the settings: read once, and again after each change.</summary>
internal sealed class BrandBook(IDbContextFactory<PlatformDb> contexts)
{
    public const string Setting = "brand";
    private const string LogoSetting = "brand-logo/";

    private volatile Kept? kept;

    internal sealed record Kept(Brand Brand, int Version);

    public Kept Now => kept ??= Load();

    public void Refresh() => kept = Load();

    /// <summary>Where the logo of a version is served; each version's address is its own, so that browsers may keep it for ever.</summary>
    public static string PathOfLogo(int version) => string.Create(CultureInfo.InvariantCulture, $"/brand/logo/{version}");

    public async Task<LogoImage?> Logo(int version, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var name = LogoSetting + version.ToString(CultureInfo.InvariantCulture);
        var row = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.Name == name, cancel);
        return row is null ? null : JsonSerializer.Deserialize<LogoImage>(row.Value, Json.Options);
    }

    /// <returns>False if somebody else changed the brand since that version was read.</returns>
    public async Task<bool> Save(Brand brand, LogoImage? logo, int readVersion, string by, Kernel.Instant at, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Settings.SingleOrDefaultAsync(s => s.Name == Setting, cancel);
        if ((row?.Version ?? 0) != readVersion) return false;
        var version = readVersion + 1;
        if (logo is not null)
        {
            brand = brand with { Logo = PathOfLogo(version) };
            db.Add(new SettingRow
            {
                Name = LogoSetting + version.ToString(CultureInfo.InvariantCulture), Version = 1, Value = JsonSerializer.Serialize(logo, Json.Options), ChangedAt = at, ChangedBy = by,
            });
        }

        var value = JsonSerializer.Serialize(brand, Json.Options);
        if (row is null) db.Add(new SettingRow { Name = Setting, Version = version, Value = value, ChangedAt = at, ChangedBy = by });
        else (row.Value, row.Version, row.ChangedAt, row.ChangedBy) = (value, version, at, by);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException)
        {
            return false; // The version's check, or the first row written by another at the same moment.
        }

        Refresh();
        return true;
    }

    /// <summary>The version in the database, for the watch over other nodes.</summary>
    public async Task<int> StoredVersion(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Settings.Where(s => s.Name == Setting).Select(s => s.Version).FirstOrDefaultAsync(cancel);
    }

    private Kept Load()
    {
        using var db = contexts.CreateDbContext();
        return db.Settings.AsNoTracking().SingleOrDefault(s => s.Name == Setting) is { } row
            ? new Kept(JsonSerializer.Deserialize<Brand>(row.Value, Json.Options)!, row.Version)
            : new Kept(Brand.OneWindow, 0);
    }
}
