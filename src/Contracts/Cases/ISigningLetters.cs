using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>联署来信 was written and waits to be sent; topic <see cref="Topic"/>. An identifier only.</summary>
public sealed record SigningLetterWritten(string Letter)
{
    public const string Topic = "signing.letter-written/1";
}

/// <summary>What one recipient is told of a joint signing: an invitation, a reminder, a code, an end.</summary>
/// <param name="Reference">联署编号; with <paramref name="Sequence"/> the letter's own, so that it is sent once.</param>
/// <param name="Kind">"invited", "reminded", "code", …</param>
/// <param name="Todo">Null: nothing.</param>
/// <param name="SendTo">The telephone that the application names; null: as the recipient chose.</param>
public sealed record SigningLetter(
    string Reference, int Sequence, string Kind, Instant At, string Subject, string Organisation, RegionCode Place, string Item, string Title, string Happened,
    string? Todo, DateOnly? By, string? Otherwise, string Path, string Phone, string? SendTo)
{
    /// <summary>A one-time code: somebody waits for it, by night too.</summary>
    public const string Code = "code";
}

/// <summary>联署, asked by who sends: the words of a letter; null where they were lawfully erased.</summary>
public interface ISigningLetters
{
    ValueTask<SigningLetter?> Find(string letter, CancellationToken cancel = default);
}
