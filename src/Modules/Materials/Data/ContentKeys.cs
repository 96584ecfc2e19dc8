using System.Buffers.Binary;
using System.Security.Cryptography;
using OneWindow.Contracts;

namespace OneWindow.Materials;

/// <summary>
/// A random key for each content, sealed together with the content's length under the key of the subject whose it is. With the subject's key
/// (删除, 个人信息保护法 第四十七条) goes every content of theirs. A basket has an owner from its first moment, so no other key is needed.
/// </summary>
internal sealed class ContentKeys(ISubjects subjects)
{
    private const int KeySize = 32;

    public static byte[] New() => RandomNumberGenerator.GetBytes(KeySize);

    public async ValueTask<byte[]> Wrap(string subject, string content, byte[] key, long length, CancellationToken cancel)
    {
        var plain = new byte[KeySize + sizeof(long)];
        key.CopyTo(plain, 0);
        BinaryPrimitives.WriteInt64BigEndian(plain.AsSpan(KeySize), length);
        try
        {
            return await subjects.Seal(subject, Context(content), plain, cancel);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Null: the subject was erased. Throws <see cref="CryptographicException"/> if the seal does not hold.</summary>
    public async ValueTask<(byte[] Key, long Length)?> Unwrap(string subject, string content, byte[] wrapped, CancellationToken cancel)
    {
        if (wrapped.Length == 0 || await subjects.Open(subject, Context(content), wrapped, cancel) is not { } plain) return null;
        var key = (plain[..KeySize], BinaryPrimitives.ReadInt64BigEndian(plain.AsSpan(KeySize)));
        CryptographicOperations.ZeroMemory(plain);
        return key;
    }

    /// <summary>The same key for another owner: the content stays as it lies.</summary>
    public async ValueTask<byte[]?> Rewrap(string from, string to, string content, byte[] wrapped, CancellationToken cancel) =>
        await Unwrap(from, content, wrapped, cancel) is var (key, length) ? await Wrap(to, content, key, length, cancel) : null;

    /// <summary>Whether anything of this subject can still be sealed or opened.</summary>
    public async ValueTask<bool> Knows(string subject, CancellationToken cancel) => await subjects.Find(subject, cancel) is not null;

    private static string Context(string content) => $"materials.contents/{content}";
}
