using System.CommandLine;
using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>FILE and --place of the commands that read a file of records: one that cannot be used is said on standard error.</summary>
internal sealed class RecordOptions(string description)
{
    private readonly Argument<string> file = new("FILE") { Description = description };

    private readonly Option<string> place = new("--place") { DefaultValueFactory = _ => "370202", Description = "记录所属地方的区划代码" };

    public Command AddTo(Command command)
    {
        command.Arguments.Add(file);
        command.Options.Add(place);
        return command;
    }

    /// <summary>Null: wrong usage, and said.</summary>
    public async Task<(string File, RegionCode Place)?> Read(ParseResult parsed)
    {
        var path = parsed.GetValue(file)!;
        if (!RegionCode.TryParse(parsed.GetValue(place), out var region)) await Console.Error.WriteLineAsync($"--place 不是区划代码：{parsed.GetValue(place)}");
        else if (!File.Exists(path)) await Console.Error.WriteLineAsync($"没有这个文件：{path}");
        else return (path, region);
        return null;
    }
}
