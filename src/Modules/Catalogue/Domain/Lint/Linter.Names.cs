using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

internal static partial class Linter
{
    /// <summary>一样东西一个名称: materials refer to the library, and are what it says.</summary>
    private static IEnumerable<LintFinding> NamesAreTheLibrarys(Guide g, LintContext c)
    {
        if (!c.Library.Of(LibraryKind.Material).Any()) yield break;
        foreach (var (path, m) in OwnMaterials(g))
        {
            if (m.Entry is not null && c.Library.Find(LibraryKind.Material, m.Entry) is null)
            {
                yield return Say(g, $"{path}.entry", "entry-unknown", Severity.Error, $"“{m.Name}”引用的条目“{m.Entry}”不在标准材料库里", "请改为库里的条目，或者申请新条目", PlatformRules.Input);
                continue;
            }

            if ((c.Library.Find(LibraryKind.Material, m.Entry) ?? c.Library.EntryOf(m)) is not { } entry)
            {
                var near = c.Library.Nearest(LibraryKind.Material, m.Name, 3);
                // Almost a name of ours: a slip or another word for it.
                yield return Say(
                    g, $"{path}.name", "name-not-in-library", near.Count > 0 && LibraryIndex.IsNear(m.Name, near[0]) ? Severity.Warning : Severity.Hint, $"“{m.Name}”不是标准材料库里的名称",
                    near.Count > 0 ? $"是不是{string.Join("、", near.Select(e => $"“{e.Name}”"))}？都不是的，请申请新条目" : "请申请新条目", Laws.OneSystem);
                continue;
            }

            if (m.Entry is not null && entry.Names.All(n => LibraryIndex.Plain(n) != LibraryIndex.Plain(m.Name)))
                yield return Say(g, $"{path}.name", "name-differs", c.Library.EntryOf(m) is null ? Severity.Warning : Severity.Hint, $"“{m.Name}”不是标准材料“{entry.Name}”的名称或者别名", $"请改写为“{entry.Name}”，或者改引用别的条目", Laws.OneSystem);
            else if (entry.MaterialKind is { } kind && kind != m.Kind)
                yield return Say(g, $"{path}.kind", "kind-differs", Severity.Warning, $"“{m.Name}”写成{LibraryWords.Of(m.Kind)}，标准材料库里是{LibraryWords.Of(kind)}", "请核对种类", Laws.OneSystem);
        }
    }

    private static IEnumerable<LintFinding> FieldsAreTheDictionarys(Guide g, LintContext c)
    {
        if (!c.Library.Of(LibraryKind.Field).Any()) yield break;
        foreach (var (path, f) in OwnFields(g))
        {
            if (f.Entry is not null && c.Library.Find(LibraryKind.Field, f.Entry) is null)
            {
                yield return Say(g, $"{path}.entry", "entry-unknown", Severity.Error, $"“{f.Label}”引用的条目“{f.Entry}”不在字段字典里", "请改为字典里的条目，或者申请新条目", PlatformRules.Input);
                continue;
            }

            if ((c.Library.Find(LibraryKind.Field, f.Entry) ?? c.Library.EntryOf(f)) is not { } entry)
            {
                if (c.Library.Named(LibraryKind.Field, f.Label).FirstOrDefault() is { } other)
                    yield return Say(g, $"{path}.kind", "field-differs", Severity.Warning, $"“{f.Label}”的填法和字段字典不同（字典里是{(other.FieldKind is { } kind ? LibraryWords.Of(kind) : "")}）", "请按字典填写，或者换一个名称", Laws.OneSystem);
                else
                    yield return Say(g, $"{path}.label", "field-not-in-dictionary", Severity.Hint, $"“{f.Label}”不是字段字典里的名称", "请用字典里的字段，或者申请新条目", Laws.OneSystem);
                continue;
            }

            if (f.Entry is not null && entry.FieldKind != f.Kind)
                yield return Say(g, $"{path}.kind", "field-differs", Severity.Warning, $"“{f.Label}”的填法和字段字典不同（字典里是{(entry.FieldKind is { } kind ? LibraryWords.Of(kind) : "")}）", "请按字典填写", Laws.OneSystem);
            if (f.Entry is not null && entry.Names.All(n => LibraryIndex.Plain(n) != LibraryIndex.Plain(f.Label)))
                yield return Say(g, $"{path}.label", "name-differs", Severity.Warning, $"“{f.Label}”不是字段“{entry.Name}”的名称或者别名", $"请改写为“{entry.Name}”", Laws.OneSystem);
            if (entry.Prefill is { } known && f.Prefill is null)
                yield return Say(g, $"{path}.prefill", "known-asked-again", Severity.Warning, $"“{f.Label}”登记过，可以预填，却要申请人再填", $"请把预填来源写为 {known}", c.Law?.Find("sharing.noAskScope")?.Basis ?? Laws.BothChannels);
        }
    }

    private static IEnumerable<LintFinding> FormAsksClearly(Guide g, LintContext c)
    {
        var labels = new HashSet<string>();
        foreach (var (path, f) in Fields(g))
        {
            if (Empty(f.Label)) yield return Say(g, $"{path}.label", "label-missing", Severity.Error, "有一项没有写要填什么", "请写明问题", PlatformRules.Input);
            else if (!labels.Add(f.Label)) yield return Say(g, $"{path}.label", "label-twice", Severity.Warning, $"“{f.Label}”问了两次", "请删去一处，或者写明有什么不同", Laws.BothChannels);
            if (f.Kind == FieldKind.Choice && f.Choices.Distinct().Count() < f.Choices.Count)
                yield return Say(g, $"{path}.choices", "choice-twice", Severity.Error, $"“{f.Label}”有两个一样的选项", "请删去一个", PlatformRules.Input);
            if (f.Kind == FieldKind.Choice && f.Choices.Any(Empty))
                yield return Say(g, $"{path}.choices", "choice-empty", Severity.Error, $"“{f.Label}”有空的选项", "请写明选项", PlatformRules.Input);
            if (f.MaxLength < 1) yield return Say(g, $"{path}.maxLength", "length-none", Severity.Error, $"“{f.Label}”一个字也不能填", "请改最大长度", PlatformRules.Input);
        }

        for (var i = 0; i < g.Form.Count; i++)
        {
            if (g.Form[i].Fields.Count == 0) yield return Say(g, $"form[{i}]", "page-empty", Severity.Error, $"表单页“{g.Form[i].Title}”没有要填的内容", "请删去这一页，或者加上字段", PlatformRules.Input);
            if (Empty(g.Form[i].Title)) yield return Say(g, $"form[{i}].title", "label-missing", Severity.Error, $"第 {i + 1} 页没有标题", "请写明标题", PlatformRules.Input);
        }
    }

    /// <summary>情形 that nobody can be in, that turns in a circle, or that asks later what it hangs on.</summary>
    private static IEnumerable<LintFinding> SituationsCanHold(Guide g, LintContext c)
    {
        var fields = g.Fields.DistinctBy(f => f.Id).ToDictionary(f => f.Id);
        var order = g.Fields.Select((f, i) => (f.Id, i)).DistinctBy(f => f.Id).ToDictionary(f => f.Id, f => f.i);
        foreach (var (path, f) in Fields(g).Where(e => e.Field.OnlyIf is not null))
        {
            if (Circles(f.Id, fields)) yield return Say(g, $"{path}.onlyIf", "situation-circle", Severity.Error, $"“{f.Label}”要看自己的答案才会出现", "请改条件", PlatformRules.Input);
            else if (f.OnlyIf!.Leaves.Any(l => order.TryGetValue(l.Field, out var at) && at > order[f.Id]))
                yield return Say(g, $"{path}.onlyIf", "situation-later", Severity.Warning, $"“{f.Label}”要看后面才问的答案", "请把前提的问题放在前面", PlatformRules.Input);
        }

        var all = Each(g).Select(e => ($"{e.Path}.onlyIf", e.Material.Name, e.Material.OnlyIf)).Concat(Fields(g).Select(e => ($"{e.Path}.onlyIf", e.Field.Label, e.Field.OnlyIf)));
        foreach (var (path, name, situation) in all.Where(a => a.OnlyIf is not null))
        {
            if (!CanHold(situation!)) yield return Say(g, path, "situation-never", Severity.Error, $"“{name}”的条件互相矛盾，谁也不会遇到", "请改条件", PlatformRules.Input);
        }
    }

    private static bool Circles(string id, Dictionary<string, FormField> fields)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>(fields[id].OnlyIf?.Leaves.Select(l => l.Field) ?? []);
        while (open.TryPop(out var next))
        {
            if (next == id) return true;
            if (!seen.Add(next) || !fields.TryGetValue(next, out var field)) continue;
            foreach (var leaf in field.OnlyIf?.Leaves ?? []) open.Push(leaf.Field);
        }

        return false;
    }

    private static bool CanHold(Situation situation, Dictionary<string, string>? given = null)
    {
        given ??= [];
        var here = !given.TryGetValue(situation.Field, out var value) || value == situation.Value;
        return (here && (situation.And is null || CanHold(situation.And, new Dictionary<string, string>(given) { [situation.Field] = situation.Value })))
            || (situation.Or is not null && CanHold(situation.Or, given));
    }
}
