namespace OneWindow.Contracts;

/// <summary>What a document that was fetched says of itself; null: it does not say.</summary>
/// <param name="From">Who holds it, for people: "实名信息", "电子证照库".</param>
public sealed record DocumentRead(string From, string? Number, string? Holder, DateOnly? ValidUntil);

/// <summary>证照来源: where documents lie that are fetched instead of asked for, with their holder's agreement. Any module may answer with one.</summary>
public interface IDocumentSource
{
    /// <summary>The subject's document that holds on this day. Null: this source has none of that name.</summary>
    /// <param name="document">As the guide calls it ("营业执照").</param>
    ValueTask<DocumentRead?> Fetch(string subject, string document, DateOnly on, CancellationToken cancel = default);
}
