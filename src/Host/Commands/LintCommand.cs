using System.CommandLine;
using OneWindow.Catalogue;

namespace OneWindow.Host;

/// <summary>`lint FILE`: what is wrong with the guides of a file, each with its article and how to mend it; publishes nothing.</summary>
internal static class LintCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var records = new RecordOptions("JSON、CSV 或 Excel 文件，格式与导入相同");
        var command = records.AddTo(new Command("lint", "检查办事指南"));
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            if (await records.Read(parsed) is not var (file, place)) return CommandLine.WrongUsage;
            var (json, refused) = await CatalogueModule.Lint(services, file, place, stop);
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
