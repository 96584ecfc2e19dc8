using System.CommandLine;
using OneWindow.Storage;

namespace OneWindow.Host;

/// <summary>`sweep`: fires every due timer and delivers what follows from it.</summary>
internal static class SweepCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var command = new Command("sweep", "触发到期的事项");
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            var fired = await services.GetRequiredService<Settling>().Settle(stop);
            if (parsed.GetValue(common.AsJson)) CommonOptions.Print(new { fired });
            else Console.Out.WriteLine($"触发 {fired} 项");
            return CommandLine.Done;
        }, cancel));
        return command;
    }
}
