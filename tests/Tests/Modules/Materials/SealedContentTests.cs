using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Materials;

namespace OneWindow.Tests.Modules.Materials;

public sealed class SealedContentTests
{
    private const string Name = "0123456789abcdef";
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    [Fact]
    public void Whatever_is_sealed_in_whatever_pieces_opens_anywhere() => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(150),
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt[]>(), ArbMap.Default.ArbFor<NonNegativeInt>(), (sizes, from) =>
        {
            var (sealedBytes, plain, _) = Sealed(sizes.Select(s => 1 + (s.Get * 977 % SealedContent.MostInFrame)));
            using var content = SealedContent.Open(new MemoryStream(sealedBytes), Key, Name, plain.Length);
            content.Position = plain.Length == 0 ? 0 : from.Get * 7919L % plain.Length;
            using var rest = new MemoryStream();
            var begins = (int)content.Position;
            content.CopyTo(rest);
            return rest.ToArray().AsSpan().SequenceEqual(plain.AsSpan(begins));
        }));

    [Fact]
    public void One_changed_bit_anywhere_is_refused() => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(300),
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), where =>
        {
            var (sealedBytes, plain, _) = Sealed([300, 17, 65]);
            var bit = (int)(where.Get * 104_729L % (sealedBytes.Length * 8));
            sealedBytes[bit / 8] ^= (byte)(1 << (bit % 8));
            return IsRefused(sealedBytes, plain.Length);
        }));

    [Fact]
    public void A_content_that_was_cut_at_any_byte_is_refused()
    {
        var (sealedBytes, plain, _) = Sealed([40, 3, 25]);
        for (var length = 0; length < sealedBytes.Length; length++) Assert.True(IsRefused(sealedBytes[..length], plain.Length), $"{length}");
        Assert.True(IsRefused([.. sealedBytes, 0], plain.Length));
        Assert.False(IsRefused(sealedBytes, plain.Length));
    }

    [Fact]
    public void Frames_that_were_swapped_left_out_repeated_or_brought_from_elsewhere_are_refused()
    {
        var (_, plain, frames) = Sealed([50, 50, 50]);
        var other = SealedContent.Seal(Key, "another", 50, new byte[50]);
        foreach (var row in (byte[][][])[[frames[1], frames[0], frames[2]], [frames[0], frames[0], frames[2]], [frames[0], other, frames[2]], [frames[0], frames[2], frames[1]]])
            Assert.True(IsRefused([.. row.SelectMany(f => f)], plain.Length));
        Assert.True(IsRefused([.. frames[0], .. frames[2]], plain.Length));
        Assert.True(IsRefused([.. frames[0], .. frames[1]], 150));
    }

    [Fact]
    public void A_frame_that_a_killed_server_left_half_written_or_empty_is_not_counted()
    {
        var (sealedBytes, _, frames) = Sealed([100, 60]);
        foreach (var left in (byte[][])[sealedBytes[..^1], [.. frames[0], .. frames[1][..20], .. new byte[frames[1].Length - 20]], [.. frames[0], 0, 0]])
        {
            using var arriving = SealedContent.Arriving(new MemoryStream(left), Key, Name);
            Assert.Equal((100, frames[0].Length), (arriving.Length, arriving.SealedEnd));
        }
    }

    private static (byte[] Sealed, byte[] Plain, List<byte[]> Frames) Sealed(IEnumerable<int> sizes)
    {
        List<byte> plain = [];
        List<byte[]> frames = [];
        foreach (var size in sizes)
        {
            var piece = RandomNumberGenerator.GetBytes(size);
            frames.Add(SealedContent.Seal(Key, Name, plain.Count, piece));
            plain.AddRange(piece);
        }

        return ([.. frames.SelectMany(f => f)], [.. plain], frames);
    }

    private static bool IsRefused(byte[] sealedBytes, long length)
    {
        try
        {
            using var content = SealedContent.Open(new MemoryStream(sealedBytes), Key, Name, length);
            content.CopyTo(Stream.Null);
            return false;
        }
        catch (CryptographicException)
        {
            return true;
        }
    }
}
