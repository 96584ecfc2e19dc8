using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Rulebooks;

/// <summary>A parameter as the pages of the law show it.</summary>
/// <param name="For">Empty, or for which items only.</param>
public sealed record SettingModel(string Key, string Label, string Value, string For);

/// <summary>How a law's place, time and parameters read on its pages.</summary>
internal static class LawWords
{
    public static string Place(Rulebook rulebook, IDirectory directory) =>
        rulebook.IsHouse ? "本平台" : rulebook.Place == RegionCode.Nation ? "全国" : directory.PlaceName(rulebook.Place);

    public static string Validity(Rulebook rulebook)
    {
        var from = rulebook.Undated ? $"原文未写日期，按 {Words.ShortOf(rulebook.From)}起" : $"{Words.ShortOf(rulebook.From)}起";
        return rulebook.To is { } to ? $"{from}，{Words.ShortOf(to)}止" : from;
    }

    public static StatusKind Standing(Rulebook rulebook, DateOnly today) =>
        rulebook.InForce(today) ? StatusKind.Done : rulebook.From > today ? StatusKind.Paused : StatusKind.Bad;

    public static string StandingWords(Rulebook rulebook, DateOnly today) =>
        rulebook.InForce(today) ? "施行中" : rulebook.From > today ? "尚未施行" : "已失效";

    public static SettingModel Of(Setting setting) => new(setting.Key, Parameters.LabelOf(setting.Key), ValueWords.Of(setting.Value), setting.Scope switch
    {
        Scope.Licences => "只用于行政许可",
        Scope.OtherTypes => "只用于许可以外的事项",
        _ => "",
    });

    /// <summary>The lawyers' mark [?] in words for everybody.</summary>
    public static string? Note(string? note) => note?.Replace(" [?]", "（原文没有写明，我们这样读）", StringComparison.Ordinal).Replace("[?] ", "（原文没有写明，我们这样读）", StringComparison.Ordinal);

    public static Refusal NoSuchLaw => new("rulebooks.not-found", "没有找到这部法规或这一条，可能地址抄错了。请从法规列表里查找。", PlatformRules.Input);
}
