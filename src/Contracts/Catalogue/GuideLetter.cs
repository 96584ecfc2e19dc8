using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>办事指南来信 was written and waits to be sent; topic <see cref="Topic"/>. An identifier only.</summary>
public sealed record GuideLetterWritten(string Letter)
{
    public const string Topic = "guide.letter-written/1";
}

/// <summary>What somebody is told of a guide: one in a plan that he kept has a new version, or his feedback was answered.</summary>
/// <param name="Reference">编号 of plan or feedback, with <paramref name="Sequence"/> the letter's own, so that it is sent once.</param>
/// <param name="Kind">"plan-changed", "feedback-answered".</param>
/// <param name="Item">The guide's name.</param>
public sealed record GuideLetter(
    string Reference, int Sequence, string Kind, Instant At, string Subject, string Organisation, RegionCode Place, string Item, string Title, string Happened, string Path, string Phone);

/// <summary>Asked by who sends: the words of a letter; null: there is none.</summary>
public interface IGuideLetters
{
    ValueTask<GuideLetter?> Find(string letter, CancellationToken cancel = default);
}
