using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>What stands beside a guide and is not part of it: what experience says, and what readers asked.</summary>
/// <param name="Stamp">Changes with it; empty: there is nothing. Names the kept bytes.</param>
/// <param name="Figures">Null: too few cases to say anything.</param>
public sealed record GuideAsideModel(string Stamp, GuideFiguresModel? Figures, IReadOnlyList<AnsweredModel> Answered)
{
    public static GuideAsideModel Nothing { get; } = new("", null, []);
}

/// <summary>A reader's question at an element with the department's answer.</summary>
public sealed record AnsweredModel(string Element, string Asked, string Answer, DateOnly On);

/// <summary>实际办得怎么样: of the cases decided in the period, with their number.</summary>
/// <param name="Median">Of the days that the office took: half of the cases needed no more.</param>
/// <param name="OwnTime">The applicant's own time (补正), apart; null: too few were asked for anything.</param>
public sealed record GuideFiguresModel(
    Figure Cases, DateOnly From, DateOnly Until, Figure Median, Figure Ninetieth, Figure? OwnTime, Figure OnTime, Figure Online, IReadOnlyList<CorrectedModel> Corrected);

/// <summary>最常补正: what was wrong with what, how often, and how it looks when it is right and when it is not.</summary>
public sealed record CorrectedModel(string What, string Wrong, Figure Times, string Good, string Bad);
