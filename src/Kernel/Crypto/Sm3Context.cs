using System.Runtime.InteropServices;

namespace OneWindow.Kernel;

/// <summary>One SM3 computation of libcrypto: begin, append, finish, and again. For one thread at a time.</summary>
internal sealed unsafe class Sm3Context : SafeHandle
{
    /// <summary>SM3 as libcrypto knows it; an SM2 signature is made over it, too.</summary>
    public static readonly nint Algorithm = LibCrypto.EVP_MD_fetch(0, "SM3", null);

    public Sm3Context()
        : base(0, ownsHandle: true)
    {
        if (Algorithm == 0) LibCrypto.Fail("SM3 is not in this build");
        SetHandle(LibCrypto.EVP_MD_CTX_new());
    }

    public override bool IsInvalid => handle == 0;

    // libcrypto would read freed memory.
    private nint Open => IsClosed ? throw new ObjectDisposedException(nameof(Sm3Context)) : handle;

    public void Begin() => LibCrypto.Must(LibCrypto.EVP_DigestInit_ex2(Open, Algorithm, 0), "SM3 begin");

    public void Append(ReadOnlySpan<byte> data)
    {
        if (data.IsEmpty) return;
        fixed (byte* bytes = data) LibCrypto.Must(LibCrypto.EVP_DigestUpdate(Open, bytes, (nuint)data.Length), "SM3 append");
    }

    public void Finish(Span<byte> into)
    {
        if (into.Length != Sm3.Size) throw new ArgumentException("An SM3 hash has 32 bytes.", nameof(into));
        uint written = 0;
        fixed (byte* bytes = into) LibCrypto.Must(LibCrypto.EVP_DigestFinal_ex(Open, bytes, &written), "SM3 finish");
    }

    protected override bool ReleaseHandle()
    {
        LibCrypto.EVP_MD_CTX_free(handle);
        return true;
    }
}
