using System.CommandLine;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Host;

/// <summary>`explain CASENUMBER`: state, both clocks with proof, next timer, acts allowed and refused with their articles.</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var common = new CommonOptions();
        var number = new Argument<string>("CASENUMBER") { Description = "办件编号，25 位" };
        var command = new Command("explain", "说明一个办件为什么是现在这样") { number };
        common.AddTo(command);
        command.SetAction((parsed, cancel) => common.Within(parsed, async (services, stop) =>
        {
            var asJson = parsed.GetValue(common.AsJson);
            if (!CaseNumber.TryParse(parsed.GetValue(number), out var known))
            {
                return CommonOptions.Refuse(new Refusal("cases.number-wrong", "这不是办件编号：应为 25 位数字，末位为校验码。请核对后再试。", PlatformRules.Input), asJson);
            }

            if (await services.GetRequiredService<IExplainCases>().Explain(known, stop) is not { } explained)
            {
                return CommonOptions.Refuse(new Refusal("cases.unknown", "没有找到这个办件，请核对办件编号。", PlatformRules.Input), asJson);
            }

            if (asJson) CommonOptions.Print(explained);
            else Print(explained);
            return CommandLine.Done;
        }, cancel));
        return command;
    }

    private static void Print(CaseExplained e)
    {
        var to = Console.Out;
        to.WriteLine($"{e.Case} {e.StateName}");
        foreach (var (name, clock) in new[] { ("承诺期限", e.Promised), ("法定期限", e.Statutory) })
        {
            if (clock is null) continue;
            to.WriteLine($"{name}：{clock.Limit}，至 {clock.Due:yyyy-MM-dd}（{clock.Basis}）");
            foreach (var line in clock.Days.Lines) to.WriteLine($"  {line}");
        }

        if (e.Line is { } there)
        {
            to.WriteLine($"由{there.Name}（{there.System}）办理：{(there.HandedOverAt is { } handed ? $"{handed} 交出" : "还没有交出")}");
            if (there.HappenedAt is { } happened) to.WriteLine($"  最近一步：对方 {happened} 办理，本平台 {there.HeardAt} 得知{(there.TypedByHand > 0 ? $"；补录 {there.TypedByHand} 次" : "")}");
        }

        if (e.Crossing is { } crossing)
        {
            to.WriteLine($"异地代收：{crossing.ReceivedBy} {crossing.ReceivedAt} 收到，{(crossing.ReachedAt is { } reached ? $"{reached} 到达{crossing.HandledIn}" : $"还没有到达{crossing.HandledIn}")}；适用{crossing.RulesOf}的规定");
        }

        if (e.NextTimerAt is { } at) to.WriteLine($"下一个到期：{e.NextTimer} {at}");
        foreach (var act in e.Allowed) to.WriteLine($"可以：{act.Words}（{act.Basis}）");
        foreach (var act in e.Refused) to.WriteLine($"不可：{act.Words}：{act.Reason}（{act.Basis}）");
    }
}
