using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>满意度, five grades. The numbers that stand for them outside run in opposite directions: they are mapped where data leaves.</summary>
public enum Grade
{
    VerySatisfied,
    Satisfied,
    Fair,
    Dissatisfied,
    VeryDissatisfied,
}

public static class GradeWords
{
    public static string Words(this Grade grade) => grade switch
    {
        Grade.VerySatisfied => "非常满意",
        Grade.Satisfied => "满意",
        Grade.Fair => "基本满意",
        Grade.Dissatisfied => "不满意",
        Grade.VeryDissatisfied => "非常不满意",
        _ => throw new ArgumentOutOfRangeException(nameof(grade)),
    };

    /// <summary>差评: the two lowest.</summary>
    public static bool IsBad(this Grade grade) => grade is Grade.Dissatisfied or Grade.VeryDissatisfied;
}

/// <summary>
/// An applicant rated one matter, voluntarily: topic "rating.given/1". Identifiers and codes only; the words stay sealed with the
/// ratings, and who rated is not said.
/// </summary>
/// <param name="Rating">The rating's own identifier: staff know it by this, never by the case.</param>
/// <param name="Number">The case's number.</param>
/// <param name="Options">Codes of the national option list.</param>
public sealed record RatingGiven(
    string Rating, string Number, Instant At, Grade Grade, IReadOnlyList<string> Options, string Item, string Organisation, RegionCode Place);
