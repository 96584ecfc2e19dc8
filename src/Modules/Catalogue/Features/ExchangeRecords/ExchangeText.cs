using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>What stands in one text there and in parts here: bases, limits.</summary>
internal static partial class ExchangeText
{
    /// <summary>"《食品安全法》第三十五条；…": a line or a semicolon each.</summary>
    public static JsonArray Bases(string text) => new([.. text.Split(['\n', ';', '；'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(one =>
    {
        var match = Titled().Match(one);
        return match.Success
            ? new JsonObject { ["law"] = match.Groups["law"].Value, ["article"] = match.Groups["article"].Value.Trim() }
            : new JsonObject { ["law"] = one, ["article"] = "" };
    })]);

    public static string Of(LegalBasis basis) => $"《{basis.Law}》{basis.Article}";

    /// <summary>The same law and article, whatever else is known of it here.</summary>
    public static bool Same(JsonNode basis, JsonNode? known) =>
        known is JsonObject && (ExchangeRecord.Text(basis["law"]), ExchangeRecord.Text(basis["article"])) == (ExchangeRecord.Text(known["law"]), ExchangeRecord.Text(known["article"]));

    /// <summary>时限单位 1 工作日、2 自然日、3 月、4 年.</summary>
    public static TimeLimit? Limit(int amount, string unit) => unit switch
    {
        _ when amount == 0 => TimeLimit.OnTheSpot,
        "1" => TimeLimit.WorkingDays(amount),
        "2" => new TimeLimit(amount, LimitUnit.CalendarDay),
        "3" => new TimeLimit(amount, LimitUnit.Month),
        "4" => new TimeLimit(amount * 12, LimitUnit.Month),
        _ => null,
    };

    /// <summary>There are no hours there: a part of a day is a day.</summary>
    public static (string Days, string Unit) Of(TimeLimit limit) => limit.Unit switch
    {
        LimitUnit.WorkingDay => (Text(limit.Amount), "1"),
        LimitUnit.CalendarDay => (Text(limit.Amount), "2"),
        LimitUnit.Hour => (Text((limit.Amount + 23) / 24), "2"),
        _ => (Text(limit.Amount), "3"),
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^《(?<law>[^》]+)》(?<article>.*)$")]
    private static partial Regex Titled();
}
