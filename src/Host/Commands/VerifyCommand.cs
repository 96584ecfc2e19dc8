using System.CommandLine;
using System.Globalization;
using OneWindow.Contracts;

namespace OneWindow.Host;

/// <summary>`verify`: every chain, every projection against its log, the roots and their leaves; names the first damage of each case.</summary>
internal static class VerifyCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var since = new Option<string?>("--since") { Description = "只核验这一天（含）以后的办件，如 2025-01-01" };
        var command = new Command("verify", "核验办件日志、投影与存证") { since };
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            DateOnly? from = null;
            if (parsed.GetValue(since) is { } text)
            {
                if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                {
                    await Console.Error.WriteLineAsync($"--since 不是日期：{text}");
                    return CommandLine.WrongUsage;
                }

                from = day;
            }

            var report = await All(services, from, stop);
            if (parsed.GetValue(common.AsJson))
            {
                CommonOptions.Print(new { ok = report.Ok, cases = report.Cases, events = report.Events, roots = report.Roots, damage = report.Damage });
            }
            else
            {
                Console.Out.WriteLine($"{(report.Ok ? "核验无误" : "发现损坏")}：办件 {report.Cases} 件，日志 {report.Events} 条，存证根 {report.Roots} 个");
                foreach (var one in report.Damage) Console.Out.WriteLine($"{one.Case} 第{one.Sequence}条：{one.What}");
            }

            return report.Ok ? CommandLine.Done : CommandLine.Refused;
        }, cancel));
        return command;
    }

    /// <summary>What every module that can prove something says.</summary>
    public static async Task<AuditReport> All(IServiceProvider services, DateOnly? since, CancellationToken cancel)
    {
        var report = new AuditReport(0, 0, 0, []);
        foreach (var audit in services.GetServices<IAudit>()) report = report.And(await audit.Verify(since, cancel));
        return report;
    }
}
