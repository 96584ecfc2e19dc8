using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;
using OneWindow.Kernel;

namespace OneWindow.Storage;

/// <summary>What a device has put under its key, and by which mechanism.</summary>
/// <param name="Iv">Empty where the mechanism takes none.</param>
internal sealed record Wrapped(string Mechanism, byte[] Iv, byte[] Bytes);

/// <summary>
/// A PKCS#11 device, asked at start and by commands only: each question opens it and closes it. The key does not leave it; what it wraps are 32 bytes.
/// </summary>
/// <remarks>The device's own library is one for the process, so one question at a time. A wrong PIN is never tried twice: devices lock.</remarks>
internal sealed class KeyDevice(DeviceSettings settings)
{
    private static readonly Lock One = new();
    private static readonly Pkcs11InteropFactories Factories = new();

    /// <summary>In order of preference; the first that the device can do there and back is taken, and its name kept.</summary>
    private static readonly Way[] Ways =
    [
        new("AES-GCM", CKK.CKK_AES, 12, iv => Factories.MechanismFactory.Create(CKM.CKM_AES_GCM, Factories.MechanismParamsFactory.CreateCkGcmParams(iv, (ulong)iv.Length * 8, null, 128))),
        new("AES-CBC-PAD", CKK.CKK_AES, 16, iv => Factories.MechanismFactory.Create(CKM.CKM_AES_CBC_PAD, iv)),
        new("RSA-OAEP-SHA256", CKK.CKK_RSA, 0, _ => Oaep(CKM.CKM_SHA256, CKG.CKG_MGF1_SHA256)),
        // SHA-1 is here no signature: OAEP asks nothing of it that is broken, and many devices know no other.
        new("RSA-OAEP-SHA1", CKK.CKK_RSA, 0, _ => Oaep(CKM.CKM_SHA_1, CKG.CKG_MGF1_SHA1)),
    ];

    // The library asks for the name that development packages bring along; what machines have is this one.
    static KeyDevice() => NativeLibrary.SetDllImportResolver(
        typeof(Pkcs11InteropFactories).Assembly, (name, _, _) => name == "libdl" && NativeLibrary.TryLoad("libdl.so.2", out var found) ? found : 0);

    public Outcome<Wrapped> Wrap(byte[] key) => Ask<Wrapped>((session, label) =>
    {
        foreach (var way in Ways)
        {
            var (with, back) = (Find(session, label, way.Kind, forWrapping: true), Find(session, label, way.Kind, forWrapping: false));
            if (with is null || back is null) continue;
            try
            {
                var iv = RandomNumberGenerator.GetBytes(way.IvLength);
                byte[] bytes;
                using (var mechanism = way.Mechanism(iv)) bytes = session.Encrypt(mechanism, with, key);
                using (var mechanism = way.Mechanism(iv))
                {
                    if (CryptographicOperations.FixedTimeEquals(session.Decrypt(mechanism, back, bytes), key)) return new Wrapped(way.Name, iv, bytes);
                }
            }
            catch (Pkcs11Exception e) when (e.RV is CKR.CKR_MECHANISM_INVALID or CKR.CKR_MECHANISM_PARAM_INVALID or CKR.CKR_ARGUMENTS_BAD or CKR.CKR_FUNCTION_NOT_SUPPORTED)
            {
                // This device does not know this way: the next one.
            }
        }

        return No("device-key", $"密码设备里没有标签为“{label}”、能加密也能解密的 AES 密钥或 RSA 密钥对。请检查 {DeviceSettings.KeyVariable}，或者先在设备里生成一个。");
    });

    public Outcome<byte[]> Unwrap(Wrapped wrapped) => Ask<byte[]>((session, label) =>
    {
        if (Ways.FirstOrDefault(w => w.Name == wrapped.Mechanism) is not { } way) return Broken;
        if (Find(session, label, way.Kind, forWrapping: false) is not { } key)
            return No("device-key", $"密码设备里没有标签为“{label}”的密钥。请检查 {DeviceSettings.KeyVariable}，确认接的是封装时的那台设备。");
        try
        {
            using var mechanism = way.Mechanism(wrapped.Iv);
            return session.Decrypt(mechanism, key, wrapped.Bytes);
        }
        catch (Pkcs11Exception e) when (e.RV is not (CKR.CKR_DEVICE_ERROR or CKR.CKR_DEVICE_REMOVED or CKR.CKR_TOKEN_NOT_PRESENT or CKR.CKR_USER_NOT_LOGGED_IN))
        {
            return Broken;
        }
    });

    internal static Refusal Broken { get; } = No(
        "device-differs", $"密码设备里的密钥打不开 {SealedSecret.FileName}：不是封装时的那一个密钥，或者文件被改动过。请接上封装时的设备，或者恢复这个文件。");

    private Outcome<T> Ask<T>(Func<ISession, string, Outcome<T>> question) => settings.Complete().Then(pin =>
    {
        lock (One)
        {
            try
            {
                using var library = Factories.Pkcs11LibraryFactory.LoadPkcs11Library(Factories, settings.Module, AppType.MultiThreaded);
                if (library.GetSlotList(SlotsType.WithTokenPresent).FirstOrDefault(s => s.GetTokenInfo().Label.Trim() == settings.Token) is not { } slot)
                    return No("device-missing", $"没有找到标签为“{settings.Token}”的密码设备。请接好设备再启动；换过设备的，检查 {DeviceSettings.TokenVariable}。");
                using var session = slot.OpenSession(SessionType.ReadOnly);
                session.Login(CKU.CKU_USER, Encoding.UTF8.GetBytes(pin));
                return question(session, settings.Key!);
            }
            catch (Pkcs11Exception e) when (e.RV is CKR.CKR_PIN_INCORRECT or CKR.CKR_PIN_INVALID or CKR.CKR_PIN_LEN_RANGE)
            {
                return No("device-pin", $"密码设备的口令不对。请改正 {DeviceSettings.PinVariable} 或口令文件再启动；连续输错，设备会锁住。");
            }
            catch (Pkcs11Exception e) when (e.RV is CKR.CKR_PIN_LOCKED)
            {
                return No("device-locked", "密码设备因为口令连续输错锁住了。请设备管理员解锁以后再启动。");
            }
            catch (Pkcs11Exception e)
            {
                return No("device-failed", $"密码设备没有回答（{e.Method}：{e.RV}）。请检查设备和它的驱动再启动。");
            }
            catch (Exception e) when (e is UnmanagedException or DllNotFoundException or BadImageFormatException)
            {
                return No("device-module", $"打不开密码设备的驱动库 {settings.Module}。请检查 {DeviceSettings.ModuleVariable} 的路径，以及驱动是否装好。");
            }
        }
    });

    private static IObjectHandle? Find(ISession session, string label, CKK kind, bool forWrapping)
    {
        var of = kind == CKK.CKK_AES ? CKO.CKO_SECRET_KEY : forWrapping ? CKO.CKO_PUBLIC_KEY : CKO.CKO_PRIVATE_KEY;
        var attributes = Factories.ObjectAttributeFactory;
        List<IObjectAttribute> wanted = [attributes.Create(CKA.CKA_CLASS, of), attributes.Create(CKA.CKA_KEY_TYPE, kind), attributes.Create(CKA.CKA_LABEL, label)];
        try
        {
            return session.FindAllObjects(wanted) is [var only] ? only : null;
        }
        finally
        {
            wanted.ForEach(a => a.Dispose());
        }
    }

    private static IMechanism Oaep(CKM hash, CKG mask) => Factories.MechanismFactory.Create(CKM.CKM_RSA_PKCS_OAEP, Factories.MechanismParamsFactory.CreateCkRsaPkcsOaepParams(
        ConvertUtils.UInt64FromCKM(hash), ConvertUtils.UInt64FromCKG(mask), ConvertUtils.UInt64FromUInt32(CKZ.CKZ_DATA_SPECIFIED), null));

    private static Refusal No(string code, string words) => new($"platform.{code}", words, PlatformRules.RealUse);

    private sealed record Way(string Name, CKK Kind, int IvLength, Func<byte[], IMechanism> Mechanism);
}
