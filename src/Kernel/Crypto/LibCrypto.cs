using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace OneWindow.Kernel;

/// <summary>
/// OpenSSL 3's libcrypto, from which SM2, SM3 and SM4 come: .NET has none of them. Only what the classes beside this one call.
/// </summary>
/// <remarks>Functions that answer int say 1 for success. Fetched algorithms live as long as the process.</remarks>
internal static unsafe partial class LibCrypto
{
    public const string Name = "libcrypto.so.3";

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, Resolve);

    /// <summary>What to do when it is not there, or was built without the national algorithms.</summary>
    public const string Mend = "请安装带国密算法的 OpenSSL 3（Debian 12、Ubuntu 22.04 及以后版本：apt install libssl3），"
        + "并在 Linux、容器或 WSL 中运行，然后重新启动";

    public static string Missing(string library) => $"本机找不到密码库 {library}。{Mend}。";

    /// <summary>A call that must succeed unless the library or our use of it is broken.</summary>
    public static void Must(int answer, string what)
    {
        if (answer != 1) Fail(what);
    }

    [DoesNotReturn]
    public static void Fail(string what)
    {
        ERR_clear_error();
        throw new CryptographicException($"libcrypto: {what}");
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? path)
    {
        if (library != Name) return 0;
        return NativeLibrary.TryLoad(Name, out var handle) ? handle : throw new DllNotFoundException(Missing(Name));
    }

    // Errors wait in a queue of the thread; whoever meets one empties it, so that .NET's own calls do not find it.
    [LibraryImport(Name)]
    public static partial void ERR_clear_error();

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_MD_fetch(nint context, string algorithm, string? properties);

    [LibraryImport(Name)]
    public static partial nint EVP_MD_CTX_new();

    [LibraryImport(Name)]
    public static partial void EVP_MD_CTX_free(nint digest);

    [LibraryImport(Name)]
    public static partial int EVP_DigestInit_ex2(nint digest, nint algorithm, nint parameters);

    [LibraryImport(Name)]
    public static partial int EVP_DigestUpdate(nint digest, byte* data, nuint length);

    [LibraryImport(Name)]
    public static partial int EVP_DigestFinal_ex(nint digest, byte* into, uint* written);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint EVP_CIPHER_fetch(nint context, string algorithm, string? properties);

    [LibraryImport(Name)]
    public static partial nint EVP_CIPHER_CTX_new();

    [LibraryImport(Name)]
    public static partial void EVP_CIPHER_CTX_free(nint cipher);

    [LibraryImport(Name)]
    public static partial int EVP_CIPHER_CTX_set_padding(nint cipher, int padding);

    [LibraryImport(Name)]
    public static partial int EVP_EncryptInit_ex2(nint cipher, nint algorithm, byte* key, byte* iv, nint parameters);

    [LibraryImport(Name)]
    public static partial int EVP_EncryptUpdate(nint cipher, byte* into, int* written, byte* data, int length);
}
