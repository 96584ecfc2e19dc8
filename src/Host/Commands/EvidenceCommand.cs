using System.CommandLine;
using OneWindow.Security;

namespace OneWindow.Host;

/// <summary>`evidence`: for each control the setting in force, the proof, and what the city itself must do. For whoever assesses the installation.</summary>
internal static class EvidenceCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var command = new Command("evidence", "逐条列出安全控制：现在的设置、证明、需要本地自己做的");
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            var controls = await SecurityModule.Evidence(services, stop);
            if (parsed.GetValue(common.AsJson)) CommonOptions.Print(new { controls });
            else Write(controls, Console.Out);
            return CommandLine.Done;
        }, cancel));
        return command;
    }

    internal static void Write(IReadOnlyList<ControlModel> controls, TextWriter to)
    {
        foreach (var control in controls)
        {
            to.WriteLine($"{control.Id}　{control.Name}（{control.Source}）");
            foreach (var setting in control.Settings)
            {
                to.WriteLine($"  现在：{setting.Words}{(setting.Holds == false ? "　【不符合】" : "")}");
            }

            if (control.Settings.Count == 0) to.WriteLine("  现在：没有可调的设置，由程序保证");
            to.WriteLine($"  证明：{string.Join('、', control.Proof)}");
            to.WriteLine($"  本地要做：{control.City}");
        }
    }
}
