using System.CommandLine;
using OneWindow.Catalogue;

namespace OneWindow.Host;

/// <summary>`import FILE`: guides and basic entries; each refused record with its place in the file, the rule and how to mend it.</summary>
internal static class ImportCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var records = new RecordOptions("JSON、CSV 或 Excel 文件");
        var command = records.AddTo(new Command("import", "导入事项和办事指南"));
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            if (await records.Read(parsed) is not var (file, place)) return CommandLine.WrongUsage;
            var (json, anyRefused) = await CatalogueModule.Import(services, file, place.ToString(), new Bar(), stop);
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
            // A hundred thousand records redraw it a thousand times, not a hundred thousand.
            if (value.Total == 0 || (value.Done != value.Total && value.Done % Math.Max(1, value.Total / 1_000) != 0)) return;
            var filled = Width * value.Done / value.Total;
            var line = $"[{new string('#', filled)}{new string('.', Width - filled)}] {value.Done}/{value.Total}";
            if (!Console.IsErrorRedirected) Console.Error.Write('\r' + line);
            else if (value.Done == value.Total) Console.Error.Write(line);
        }
    }
}
