using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>A document that was issued: page at /notices/{Code}, PDF at /notices/{Code}.pdf, public check at /verify/{Code}.</summary>
public sealed record IssuedNotice(string Number, string Kind, string Title, Instant IssuedAt, string Code, int Sequence);

/// <summary>文书, asked by other modules.</summary>
public interface INotices
{
    ValueTask<IReadOnlyList<IssuedNotice>> Of(CaseNumber number, CancellationToken cancel = default);
}
