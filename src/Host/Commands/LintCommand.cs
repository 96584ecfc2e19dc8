using System.CommandLine;
using OneWindow.Catalogue;
using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>`lint FILE`: what is wrong with the guides of a file, each with its article and how to mend it; publishes nothing.</summary>
internal static class LintCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = "JSON、CSV 或 Excel 文件，格式与导入相同" };
        var place = new Option<string>("--place") { DefaultValueFactory = _ => "370202", Description = "记录所属地方的区划代码" };
        var command = new Command("lint", "检查办事指南") { file, place };
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            if (!RegionCode.TryParse(parsed.GetValue(place), out var region))
            {
                await Console.Error.WriteLineAsync($"--place 不是区划代码：{parsed.GetValue(place)}");
                return CommandLine.WrongUsage;
            }

            var path = parsed.GetValue(file)!;
            if (!File.Exists(path))
            {
                await Console.Error.WriteLineAsync($"没有这个文件：{path}");
                return CommandLine.WrongUsage;
            }

            var (json, refused) = await CatalogueModule.Lint(services, path, region, stop);
            if (refused is not null)
            {
                await Console.Error.WriteLineAsync($"{refused.Message}（{refused.Basis.Rulebook} {refused.Basis.Article}）");
                return CommandLine.Refused;
            }

            Console.Out.WriteLine(json);
            return CommandLine.Done;
        }, cancel));
        return command;
    }
}
