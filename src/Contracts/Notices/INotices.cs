using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>A document that was issued: page at /notices/{Code}, PDF at /notices/{Code}.pdf, public check at /verify/{Code}.</summary>
public sealed record IssuedNotice(string Number, string Kind, string Title, Instant IssuedAt, string Code, int Sequence)
{
    /// <summary>The code of the document that has taken its place; null: it holds.</summary>
    public string? ReplacedBy { get; init; }

    /// <summary>已更正, 已撤销, …: why another one took its place; null: it holds.</summary>
    public string? Standing { get; init; }
}

/// <summary>文书, asked by other modules.</summary>
public interface INotices
{
    ValueTask<IReadOnlyList<IssuedNotice>> Of(CaseNumber number, CancellationToken cancel = default);

    /// <summary>The document as it was signed, for who has shown that it is his; null: no such document of this case, or lawfully erased.</summary>
    ValueTask<byte[]?> Pdf(CaseNumber number, string code, CancellationToken cancel = default);

    /// <summary>Do these words stand in the document that this event called for?</summary>
    ValueTask<bool> Says(CaseNumber number, int sequence, string words, CancellationToken cancel = default);
}
