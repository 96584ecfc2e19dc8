using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>The keys that protect cookies and form tokens: in the database, so that all nodes share them, sealed under the installation's secret.</summary>
internal sealed class KeyRing(IDbContextFactory<PlatformDb> contexts, TimeProvider clock) : IXmlRepository
{
    private const string Prefix = "key-ring/";

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = contexts.CreateDbContext();
        var all = db.Settings.AsNoTracking().Where(s => s.Name.CompareTo(Prefix) > 0 && s.Name.CompareTo("key-ring0") < 0).Select(s => s.Value).ToList();
        return [.. all.Select(XElement.Parse)];
    }

    public void StoreElement(XElement element, string friendlyName) => Store(element, friendlyName).GetAwaiter().GetResult();

    private async Task Store(XElement element, string friendlyName)
    {
        await using var db = await contexts.CreateDbContextAsync();
        db.Settings.Add(new SettingRow { Name = Prefix + friendlyName, Version = 1, Value = element.ToString(SaveOptions.DisableFormatting), ChangedAt = clock.Now() });
        await db.SaveChangesAsync();
    }
}

/// <summary>Seals a key of the ring.</summary>
internal sealed class KeyRingSeal(InstallationSecret secret) : IXmlEncryptor
{
    public const string Element = "sealed";

    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var box = SealedBox.Seal(secret.Derive("key-ring"), "key-ring"u8, Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting)));
        return new EncryptedXmlInfo(new XElement(Element, Convert.ToBase64String(box)), typeof(KeyRingOpener));
    }
}

/// <summary>Opens a key of the ring. The framework makes it, and hands it the services.</summary>
internal sealed class KeyRingOpener(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var key = services.GetRequiredService<InstallationSecret>().Derive("key-ring");
        return SealedBox.TryOpen(key, "key-ring"u8, Convert.FromBase64String(encryptedElement.Value), out var plain)
            ? XElement.Parse(Encoding.UTF8.GetString(plain))
            : throw new CryptographicException("The key ring does not open: the installation's secret is another one.");
    }
}

internal sealed class KeyRingSetup(IDbContextFactory<PlatformDb> contexts, InstallationSecret secret, TimeProvider clock) : IConfigureOptions<KeyManagementOptions>
{
    public void Configure(KeyManagementOptions options)
    {
        options.XmlRepository = new KeyRing(contexts, clock);
        options.XmlEncryptor = new KeyRingSeal(secret);
    }
}
