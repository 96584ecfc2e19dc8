using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>申请人. What identifies them is sealed under their own key; without the key's row nothing of it can be read.</summary>
internal sealed class SubjectRow
{
    public required string Id { get; init; }

    public required SubjectKind Kind { get; init; }

    /// <summary>HMAC-SM3 of the number under a key of the installation: finds exactly, tells nothing. Null once erased.</summary>
    public string? NumberIndex { get; set; }

    /// <summary>HMAC-SM3 of the folded name: the same for all who bear it. Null once erased, and until it was indexed.</summary>
    public string? NameIndex { get; set; }

    public required byte[] Box { get; set; }

    public required Instant CreatedAt { get; init; }
}

/// <summary>The subject's own key, wrapped under the installation's. Deleting this row erases the subject everywhere (个人信息保护法 第四十七条).</summary>
internal sealed class SubjectKeyRow
{
    public required string Subject { get; init; }

    public required byte[] Wrapped { get; set; }
}
