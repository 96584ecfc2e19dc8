using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Ratings;

/// <summary>The question: first how satisfied, then why.</summary>
/// <param name="Code">The query code of who has no account; null for who has signed in.</param>
/// <param name="Grade">Null: not chosen yet.</param>
/// <param name="Options">What may be ticked beside the chosen grade.</param>
public sealed record GiveRatingModel(
    string Number, string ItemName, string? Code, Grade? Grade, IReadOnlyList<ChoiceModel> Options, FormState Form, Citation Basis)
{
    public string Path => $"/ratings/{Number}" + (Code is null ? "" : $"?code={Uri.EscapeDataString(Code)}");

    public string PathWith(Grade grade) => $"{Path}{(Code is null ? '?' : '&')}grade={grade.Key()}";

    public string Away => Code is null ? "/my/cases" : "/";
}

/// <summary>What was said, shown to who said it.</summary>
/// <param name="Again">Why a second attempt was refused; null: this is the first answer.</param>
public sealed record RatedModel(
    string Number, string ItemName, Grade Grade, IReadOnlyList<string> Options, string? Words, DateOnly On, Refusal? Again, Citation Basis);
