namespace OneWindow.Contracts;

/// <summary>抄送: relatives to whom a person let copies of what he is told about his cases be sent.</summary>
public interface ICopyReaders
{
    /// <summary>Who gets a copy today of what the principal is told about a case of this item.</summary>
    ValueTask<IReadOnlyList<CopyReader>> Of(string principal, string item, CancellationToken cancel = default);

    /// <summary>The authorities (<see cref="Grant.Id"/>) under which this reader gets copies today: with the end of one, what it gave is no more his to read.</summary>
    ValueTask<IReadOnlyList<string>> Holding(string reader, CancellationToken cancel = default);
}

/// <param name="Subject">Who reads.</param>
/// <param name="Authority">On what it rests.</param>
public sealed record CopyReader(string Subject, string Authority);
