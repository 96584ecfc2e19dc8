using System.CommandLine;
using OneWindow.Rulebooks;

namespace OneWindow.Host;

/// <summary>`deadline`: one date with its proof, or a file of questions, one JSON line each, answered in the same order.</summary>
internal static class DeadlineCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var place = new Option<string?>("--place") { Description = "区划代码或者法规的地方代号" };
        var start = new Option<string?>("--start") { Description = "起算的时刻" };
        var amount = new Option<int?>("--amount") { Description = "数量" };
        var unit = new Option<string?>("--unit") { Description = "working-day、calendar-day、month 或 hour" };
        var suspend = new Option<string[]>("--suspend") { Description = "不计入的时段 FROM/TO，可以多次", AllowMultipleArgumentsPerToken = false };
        var batch = new Option<string?>("--batch") { Description = "每行一个问题的 JSON 文件" };
        var command = new Command("deadline", "计算期限并逐日说明") { place, start, amount, unit, suspend, batch };
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            if (parsed.GetValue(batch) is { } file)
            {
                using var questions = new StreamReader(file);
                await using var answers = Console.OpenStandardOutput();
                return await RulebooksModule.DeadlineBatch(services, questions, answers, stop) == 0 ? CommandLine.Done : CommandLine.Refused;
            }

            if (parsed.GetValue(place) is not { } where || parsed.GetValue(start) is not { } from || parsed.GetValue(amount) is not { } n || parsed.GetValue(unit) is not { } of)
            {
                await Console.Error.WriteLineAsync("须同时给出 --place、--start、--amount、--unit，或者 --batch FILE");
                return CommandLine.WrongUsage;
            }

            var pauses = (parsed.GetValue(suspend) ?? []).Select(s => s.Split('/', 2)).Select(p => new DeadlineQuestionModel.Pause(p[0], p.ElementAtOrDefault(1))).ToList();
            var outcome = RulebooksModule.Deadline(services, new DeadlineQuestionModel(where, from, n, of, pauses));
            if (!outcome.Try(out var answer, out var why)) return CommonOptions.Refuse(why, parsed.GetValue(common.AsJson));
            Console.Out.WriteLine(answer);
            return CommandLine.Done;
        }, cancel));
        return command;
    }
}
