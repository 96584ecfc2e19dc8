using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>What a page carries from one step to the next without anybody being able to read or change it: for a quarter of an hour, for one purpose.</summary>
internal sealed class SealedNotes(IDataProtectionProvider protection, SessionClock clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    public string Seal<T>(T note) => For<T>().Protect(JsonSerializer.Serialize(new Note<T>(note, clock.Now.Plus(Life).Microseconds), Json.Options));

    /// <summary>Null: no note of ours, of another purpose, or too old.</summary>
    public T? Open<T>(string? text)
        where T : class
    {
        if (string.IsNullOrEmpty(text)) return null;
        try
        {
            return JsonSerializer.Deserialize<Note<T>>(For<T>().Unprotect(text), Json.Options) is { } note && clock.Now.Microseconds < note.Until ? note.What : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector For<T>() => protection.CreateProtector($"identity.note/{typeof(T).Name}");

    private sealed record Note<T>(T What, long Until);
}
