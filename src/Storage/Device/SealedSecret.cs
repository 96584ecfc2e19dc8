using System.Security.Cryptography;
using System.Text.Json;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>
/// The installation's secret as a file beside the data that only the device opens: the secret sealed under a key of its own, and that key wrapped by the device.
/// Worth nothing without the device, so it may lie there; still in no backup.
/// </summary>
public static class SealedSecret
{
    public const string FileName = "secret.sealed";

    private static ReadOnlySpan<byte> Context => "installation secret under a device"u8;

    public static bool LiesIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    public static Outcome<InstallationSecret> Open(string folder, DeviceSettings device) => Read(Path.Combine(folder, FileName), device);

    /// <summary>Puts a secret under the device in place of what lies there; opened once more before it counts.</summary>
    public static Outcome<InstallationSecret> Put(string folder, InstallationSecret secret, DeviceSettings device) => Write(Path.Combine(folder, FileName), secret, device);

    /// <summary>The secret that is to take the present one's place where none is given: made once, sealed at once, and waiting beside it.</summary>
    public static Outcome<InstallationSecret> NextOf(string folder, DeviceSettings device)
    {
        var file = Path.Combine(folder, FileName + ".next");
        return File.Exists(file)
            ? Read(file, device)
            : InstallationSecret.From(Convert.ToBase64String(RandomNumberGenerator.GetBytes(48))).Then(made => Write(file, made, device));
    }

    /// <summary>No longer under the device: called when the secret lies, or stands, elsewhere.</summary>
    public static void Remove(string folder)
    {
        File.Delete(Path.Combine(folder, FileName));
        File.Delete(Path.Combine(folder, FileName + ".next"));
    }

    /// <summary>From now on the next secret is the secret.</summary>
    public static void TakeOver(string folder) => File.Move(Path.Combine(folder, FileName + ".next"), Path.Combine(folder, FileName), overwrite: true);

    private static Outcome<InstallationSecret> Read(string file, DeviceSettings device)
    {
        Sealed? found;
        try
        {
            found = JsonSerializer.Deserialize<Sealed>(File.ReadAllText(file), Json.Options);
        }
        catch (JsonException)
        {
            return KeyDevice.Broken;
        }

        if (found is not { Format: 1, Mechanism: not null, Iv: not null, Key: not null, Secret: not null }) return KeyDevice.Broken;
        return new KeyDevice(device).Unwrap(new Wrapped(found.Mechanism, found.Iv, found.Key)).Then<InstallationSecret>(key =>
        {
            var opens = SealedBox.TryOpen(key, Context, found.Secret, out var bytes);
            CryptographicOperations.ZeroMemory(key);
            return opens ? InstallationSecret.OfDevice(bytes!) : KeyDevice.Broken;
        });
    }

    private static Outcome<InstallationSecret> Write(string file, InstallationSecret secret, DeviceSettings device)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var box = secret.Sealed(key, Context);
        return new KeyDevice(device).Wrap(key).Then(wrapped =>
        {
            CryptographicOperations.ZeroMemory(key);
            var aside = $"{file}.{Guid.NewGuid():N}";
            OwnersFile.Write(aside, JsonSerializer.SerializeToUtf8Bytes(new Sealed(1, wrapped.Mechanism, wrapped.Iv, wrapped.Bytes, box), Json.Options));
            var opened = Read(aside, device);
            if (opened.Try(out _, out _)) File.Move(aside, file, overwrite: true);
            else File.Delete(aside);
            return opened;
        });
    }

    /// <param name="Key">The key of the box, as the device wrapped it.</param>
    private sealed record Sealed(int Format, string Mechanism, byte[] Iv, byte[] Key, byte[] Secret);
}

/// <summary>A new file that its owner alone may read, on the disk when this returns.</summary>
internal static class OwnersFile
{
    public static void Write(string file, ReadOnlySpan<byte> contents)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        stream.Write(contents);
        stream.Flush(flushToDisk: true);
    }
}
