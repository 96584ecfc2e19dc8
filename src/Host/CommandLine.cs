using System.CommandLine;
using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>
/// The command line. Standard output carries the answer only; exit status 0 done, 1 refused (with the citation), 2 wrong usage.
/// </summary>
internal static class CommandLine
{
    public const int Done = 0;
    public const int Refused = 1;
    public const int WrongUsage = 2;

    public static async Task<int> Run(string[] args)
    {
        var root = new RootCommand("OneWindow 一窗：一体化政务服务平台");
        root.Subcommands.Add(ServeCommand.Make());
        root.Subcommands.Add(RulesCommand.Make());
        root.Subcommands.Add(DeadlineCommand.Make());
        root.Subcommands.Add(ImportCommand.Make());
        root.Subcommands.Add(LintCommand.Make());
        root.Subcommands.Add(ExplainCommand.Make());
        root.Subcommands.Add(VerifyCommand.Make());
        root.Subcommands.Add(SweepCommand.Make());
        root.Subcommands.Add(StandInCommand.Make());
        root.Subcommands.Add(ExportCommand.Make());
        root.Subcommands.Add(AdministratorsCommand.Make());
        root.Subcommands.Add(EvidenceCommand.Make());
        root.Subcommands.Add(BackupCommand.Make());
        root.Subcommands.Add(RestoreCommand.Make());
        root.Subcommands.Add(RotateKeyCommand.Make());
        root.Subcommands.Add(KeyToDeviceCommand.Make());
        root.Subcommands.Add(KeyFromDeviceCommand.Make());
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            return WrongUsage;
        }

        try
        {
            // Its own handler would turn a refused start into a stack trace.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (RefusedStart refused)
        {
            return Say(refused.Why);
        }
    }

    /// <summary>A refusal on standard error with its basis.</summary>
    public static int Say(Refusal why)
    {
        Console.Error.WriteLine($"{why.Message}\n依据：{why.Basis}（{why.Code}）");
        return Refused;
    }
}
