using System.CommandLine;
using OneWindow.Catalogue;
using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>`import FILE`: guides and basic entries; each refused record with its place in the file, the rule and how to mend it.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = "JSON、CSV 或 Excel 文件" };
        var place = new Option<string>("--place") { DefaultValueFactory = _ => "370202", Description = "记录所属地方的区划代码" };
        var command = new Command("import", "导入事项和办事指南") { file, place };
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

            var (json, anyRefused) = await CatalogueModule.Import(services, path, region.ToString(), new Bar(), stop);
            await Console.Error.WriteLineAsync();
            Console.Out.WriteLine(json);
            return anyRefused ? CommandLine.Refused : CommandLine.Done;
        }, cancel));
        return command;
    }

    /// <summary>A progress bar on standard error, redrawn in place on a terminal.</summary>
    private sealed class Bar : IProgress<(int Done, int Total)>
    {
        private const int Width = 40;

        public void Report((int Done, int Total) value)
        {
            if (value.Total == 0) return;
            var filled = Width * value.Done / value.Total;
            var line = $"[{new string('#', filled)}{new string('.', Width - filled)}] {value.Done}/{value.Total}";
            if (!Console.IsErrorRedirected) Console.Error.Write('\r' + line);
            else if (value.Done == value.Total) Console.Error.Write(line);
        }
    }
}
