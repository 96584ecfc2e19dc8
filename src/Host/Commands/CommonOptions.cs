using System.CommandLine;
using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Host;

/// <summary>The options that each command takes, and the house it works in.</summary>
internal sealed class CommonOptions
{
    public Option<string> Data { get; } = new("--data") { Description = "数据目录", DefaultValueFactory = _ => AppOptions.Default.Data };

    public Option<string?> Db { get; } = new("--db") { Description = "PostgreSQL 连接串（也可用环境变量 ONEWINDOW_DB）；不给则用 SQLite" };

    public Option<bool> AsJson { get; } = new("--json") { Description = "只输出 JSON" };

    public void AddTo(Command command)
    {
        command.Options.Add(Data);
        command.Options.Add(Db);
        command.Options.Add(AsJson);
    }

    public AppOptions Read(ParseResult parsed) => AppOptions.Default with
    {
        Data = parsed.GetValue(Data)!,
        Db = parsed.GetValue(Db) ?? AppOptions.Default.Db,
        Urls = "http://127.0.0.1:0",
    };

    /// <summary>Builds the house without opening its doors, brings the schema up to date, and lets the command work in it.</summary>
    public async Task<int> Within(ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancel)
    {
        var options = Read(parsed);
        await using var app = OneWindowApp.Build(options);
        await OneWindowApp.Prepare(app.Services, options, cancel);
        return await work(app.Services, cancel);
    }

    public static void Print(object answer) => Console.Out.WriteLine(JsonSerializer.Serialize(answer, Json.Options));

    /// <summary>The basis as answers carry it.</summary>
    public static object Basis(Citation citation) => new { rulebook = citation.Rulebook, article = citation.Article };

    /// <summary>A refusal as JSON on standard output and in words on standard error.</summary>
    public static int Refuse(Refusal why, bool asJson)
    {
        if (asJson) Print(new { code = why.Code, message = why.Message, basis = Basis(why.Basis) });
        return CommandLine.Say(why);
    }
}
