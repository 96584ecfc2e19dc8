using System.Text;
using OneWindow.Contracts;

namespace OneWindow.Ratings;

/// <summary>What was ticked and written, in words again.</summary>
internal static class RatingWords
{
    public const string Erased = "（应申请人要求，已依法删除）";

    /// <summary>Binds sealed words to their rating.</summary>
    public static string Context(string rating) => "rating/" + rating;

    public static IReadOnlyList<string> Options(RatingRow row) =>
        [.. row.Options.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(RatingOptions.WordsOf)];

    /// <summary>Null: nothing was written.</summary>
    public static async ValueTask<string?> Open(RatingRow row, ISubjects subjects, CancellationToken cancel) =>
        row.Words is null ? null
        : await subjects.Open(row.Subject, Context(row.Id), row.Words, cancel) is { } plain ? Encoding.UTF8.GetString(plain) : Erased;
}
