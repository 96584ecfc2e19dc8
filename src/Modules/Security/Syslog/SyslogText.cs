using System.Globalization;
using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Security;

/// <summary>
/// RFC 5424 lines. Facility 13 (log audit); the number and the chain's hash go along as structured data, so that who receives them can tell a gap, a repetition
/// and a rewritten log by himself.
/// </summary>
internal static class SyslogText
{
    private const int Facility = 13;
    private const int Warning = 4;
    private const int Notice = 5;

    /// <summary>32473 is the number that RFC 5612 keeps for documentation: no enterprise number is ours.</summary>
    private const string StructureId = "onewindow@32473";

    private const char Mark = '\uFEFF';

    public static string Of(SecurityLine line, string host) => Line(
        line.Alarm ? Warning : Notice, line.At, host, line.Kind, SealLogs.SecurityLogName, line.Number, line.Hash, line.Account, line.By, line.Words);

    public static string Of(LogRow line, string host) => Line(
        line.Kind is LogKind.Alert or LogKind.Refusal ? Warning : Notice, line.At, host, line.Kind.ToString(), SecurityManagementLog.Name, line.Number, Convert.ToHexStringLower(line.Hash), line.About,
        line.By, line.What);

    private static string Line(int severity, Instant at, string host, string id, string log, long number, string hash, string? account, string? by, string words)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<{(Facility * 8) + severity}>1 {at.ToChina().UtcDateTime:yyyy-MM-ddTHH:mm:ss.ffffffZ} {Word(host, 255)} onewindow - {Word(id, 32)} [{StructureId}");
        Parameter("log", log);
        Parameter("number", number.ToString(CultureInfo.InvariantCulture));
        Parameter("hash", hash);
        Parameter("about", account);
        Parameter("by", by);
        return text.Append("] ").Append(Mark).Append(Flat(words)).ToString();

        void Parameter(string name, string? value)
        {
            if (value is not null) text.Append(' ').Append(name).Append("=\"").Append(Quoted(value)).Append('"');
        }
    }

    /// <summary>Quotation mark, backslash and closing bracket are escaped (RFC 5424 6.3.3).</summary>
    private static string Quoted(string value) => Flat(value)
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("]", "\\]", StringComparison.Ordinal);

    /// <summary>One line: a line end in a note would begin a message of its own at a careless receiver.</summary>
    private static string Flat(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    /// <summary>Printable ASCII without spaces, or the dash that means nothing.</summary>
    private static string Word(string text, int most)
    {
        var plain = string.Concat(text.Where(c => c is > ' ' and <= '~'));
        return plain.Length == 0 ? "-" : plain[..Math.Min(plain.Length, most)];
    }
}
