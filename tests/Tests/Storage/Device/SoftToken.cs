using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using OneWindow.Storage;

namespace OneWindow.Tests.Storage;

/// <summary>A PKCS#11 device in software (SoftHSM2), with an AES key "aes" and an RSA pair "rsa" that do not leave it.</summary>
public sealed partial class SoftToken : IDisposable
{
    private const string Pin = "4711-0815";
    private static readonly string[] Places = ["/usr/lib/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so", "/usr/local/lib/softhsm/libsofthsm2.so"];

    private readonly string root = Directory.CreateTempSubdirectory("onewindow-token-").FullName;

    public SoftToken()
    {
        var module = Places.FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("SoftHSM2 is missing: install the Debian package softhsm2 (./test does so as root).");
        Directory.CreateDirectory(Path.Combine(root, "tokens"));
        var settings = Path.Combine(root, "softhsm2.conf");
        File.WriteAllText(settings, $"directories.tokendir = {Path.Combine(root, "tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n");
        // The device's library reads the process's own environment, which .NET's setter does not reach.
        if (SetVariable("SOFTHSM2_CONF", settings, 1) != 0) throw new InvalidOperationException("SOFTHSM2_CONF could not be set.");
        RuntimeHelpers.RunClassConstructor(typeof(KeyDevice).TypeHandle);
        Device = new DeviceSettings(module, "onewindow", "aes", Pin, null);
        Fill(module);
    }

    internal DeviceSettings Device { get; }

    private static void Fill(string module)
    {
        var factories = new Pkcs11InteropFactories();
        var a = factories.ObjectAttributeFactory;
        using var library = factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, module, AppType.MultiThreaded);
        library.GetSlotList(SlotsType.WithTokenPresent)[0].InitToken("so-12345678", "onewindow");
        var slot = library.GetSlotList(SlotsType.WithTokenPresent).Single(s => s.GetTokenInfo().Label.Trim() == "onewindow");
        using var session = slot.OpenSession(SessionType.ReadWrite);
        session.Login(CKU.CKU_SO, "so-12345678");
        session.InitPin(Pin);
        session.Logout();
        session.Login(CKU.CKU_USER, Pin);
        using var aes = factories.MechanismFactory.Create(CKM.CKM_AES_KEY_GEN);
        session.GenerateKey(aes,
        [
            a.Create(CKA.CKA_TOKEN, true), a.Create(CKA.CKA_PRIVATE, true), a.Create(CKA.CKA_LABEL, "aes"), a.Create(CKA.CKA_VALUE_LEN, 32),
            a.Create(CKA.CKA_ENCRYPT, true), a.Create(CKA.CKA_DECRYPT, true), a.Create(CKA.CKA_SENSITIVE, true), a.Create(CKA.CKA_EXTRACTABLE, false),
        ]);
        using var rsa = factories.MechanismFactory.Create(CKM.CKM_RSA_PKCS_KEY_PAIR_GEN);
        session.GenerateKeyPair(
            rsa,
            [a.Create(CKA.CKA_TOKEN, true), a.Create(CKA.CKA_LABEL, "rsa"), a.Create(CKA.CKA_ENCRYPT, true), a.Create(CKA.CKA_MODULUS_BITS, 2048), a.Create(CKA.CKA_PUBLIC_EXPONENT, [1, 0, 1])],
            [a.Create(CKA.CKA_TOKEN, true), a.Create(CKA.CKA_PRIVATE, true), a.Create(CKA.CKA_LABEL, "rsa"), a.Create(CKA.CKA_DECRYPT, true), a.Create(CKA.CKA_SENSITIVE, true), a.Create(CKA.CKA_EXTRACTABLE, false)],
            out _,
            out _);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);

    public void Dispose() => Directory.Delete(root, recursive: true);
}
