using System.CommandLine;
using System.Globalization;
using OneWindow.Kernel;
using OneWindow.Rulebooks;

namespace OneWindow.Host;

/// <summary>`rules --place P [--on DATE]`: every parameter in force there, with its article.</summary>
internal static class RulesCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var place = new Option<string>("--place") { Required = true, Description = "区划代码或者法规的地方代号" };
        var on = new Option<string?>("--on") { Description = "哪一天，缺省为今天" };
        var command = new Command("rules", "列出一个地方现行的全部参数") { place, on };
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            var asJson = parsed.GetValue(common.AsJson);
            var day = services.GetRequiredService<TimeProvider>().Now().Date;
            if (parsed.GetValue(on) is { } text && !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            {
                await Console.Error.WriteLineAsync($"--on 不是日期：{text}");
                return CommandLine.WrongUsage;
            }

            if (!(await RulebooksModule.RulesInForce(services, parsed.GetValue(place)!, day, stop)).Try(out var answer, out var why)) return CommonOptions.Refuse(why, asJson);
            foreach (var warning in answer.Warnings) await Console.Error.WriteLineAsync(warning);
            if (asJson) CommonOptions.Print(answer.Rules);
            else foreach (var rule in answer.Rules) Console.Out.WriteLine($"{rule.Key} = {rule.Value}　（{rule.Rulebook} {rule.Article}，{rule.From:yyyy-MM-dd} 起，{rule.Types}）");
            return CommandLine.Done;
        }, cancel));
        return command;
    }
}
