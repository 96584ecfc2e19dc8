using System.Text.Json;

namespace OneWindow.Rulebooks;

/// <summary>One question of the command `deadline`, as its JSON line spells it.</summary>
/// <param name="Place">Region code or rulebook place key.</param>
/// <param name="Start">Instant or date.</param>
/// <param name="Unit">working-day, calendar-day, month or hour.</param>
public sealed record DeadlineQuestionModel(
    string Place, string Start, int Amount, string Unit, IReadOnlyList<DeadlineQuestionModel.Pause>? Suspensions = null)
{
    /// <summary>A time in which the clock stands still; open without an end.</summary>
    public sealed record Pause(string From, string? To);

    /// <summary>Null if the line is not such a question.</summary>
    internal static DeadlineQuestionModel? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<DeadlineQuestionModel>(line, JsonSerializerOptions.Web) is { Place: not null, Start: not null, Unit: not null } asked
                && asked.Suspensions?.All(p => p?.From is not null) != false ? asked : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
