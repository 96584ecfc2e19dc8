using System.CommandLine;
using OneWindow.Catalogue;
using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>`export FILE`: the guides in force, or what the system above has not been told yet.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = "写到哪个文件：.json、.csv 或 .xlsx" };
        var place = new Option<string>("--place") { DefaultValueFactory = _ => "370202", Description = "哪个地方的事项" };
        var exchange = new Option<string?>("--exchange") { Description = "导出待同步的交换记录，用哪套代码：C0109 或 GB/T 39046" };
        var since = new Option<long?>("--since") { Description = "连同这一批以后导出过的" };
        var command = new Command("export", "导出办事指南或者交换记录") { file, place, exchange, since };
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            if (!RegionCode.TryParse(parsed.GetValue(place), out var region))
            {
                await Console.Error.WriteLineAsync($"--place 不是区划代码：{parsed.GetValue(place)}");
                return CommandLine.WrongUsage;
            }

            if (!(await CatalogueModule.Export(services, parsed.GetValue(file)!, region, parsed.GetValue(exchange), parsed.GetValue(since), stop)).Try(out var json, out var why))
                return CommonOptions.Refuse(why, parsed.GetValue(common.AsJson));
            Console.Out.WriteLine(json);
            return CommandLine.Done;
        }, cancel));
        return command;
    }
}
