using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>底线: compares one local setting with the base law, for files when they are loaded and for changes when they are asked for.</summary>
internal static class Floor
{
    /// <summary>Null if the setting may stand; else one sentence that names both articles.</summary>
    public static string? Fault(Rulebook law, Citation local, Setting setting)
    {
        if (!setting.Scope.Covers(ItemType.Licence)) return null;
        if (Find(law, setting.Key) is not var (article, floor)) return null;
        return Parameters.All[setting.Key].Against.Fault(setting.Value, floor.Value) is { } why
            ? $"{local} 的 {setting.Key} 低于 {law.Cite(article)}：{why}。许可事项不得低于法律，只用于其他事项的请写在 sets-for-other-types。"
            : null;
    }

    public static (RulebookArticle Article, Setting Setting)? Find(Rulebook law, string key)
    {
        foreach (var article in law.Articles)
        {
            foreach (var setting in article.Settings)
            {
                if (setting.Key == key && setting.Scope.Covers(ItemType.Licence)) return (article, setting);
            }
        }

        return null;
    }
}
