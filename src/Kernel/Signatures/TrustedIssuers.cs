namespace OneWindow.Kernel;

/// <summary>电子认证服务机构 that a place trusts: the roots from which a signer's certificate must come. Who is among them is the city's decision, never ours.</summary>
public sealed class TrustedIssuers(IReadOnlyList<SigningCertificate> roots)
{
    /// <summary>Longer chains are made up.</summary>
    private const int LongestChain = 6;

    public static TrustedIssuers None { get; } = new([]);

    public int Count => roots.Count;

    /// <summary>Does this certificate come from a trusted root, every link holding at that instant?</summary>
    /// <param name="others">Certificates that came along, among them those between it and its root.</param>
    public bool Trust(SigningCertificate certificate, IReadOnlyList<SigningCertificate> others, Instant at)
    {
        var (link, left) = (certificate, LongestChain);
        while (left-- > 0 && link.HoldsAt(at))
        {
            if (roots.Any(r => r.HoldsAt(at) && (r.Der.AsSpan().SequenceEqual(link.Der) || link.IsIssuedBy(r)))) return true;
            if (others.FirstOrDefault(o => !o.Der.AsSpan().SequenceEqual(link.Der) && link.IsIssuedBy(o)) is not { } above) return false;
            link = above;
        }

        return false;
    }
}
