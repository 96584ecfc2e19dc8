using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>情形 as rows of a form: an answer each, joined to the one before by 同时 or 或者; what comes together stands together.</summary>
internal static class SituationRows
{
    public const string And = "and";
    public const string Or = "or";

    public static IReadOnlyList<ChoiceModel> Joins { get; } = [new(And, "同时"), new(Or, "或者")];

    /// <summary>Every answer that can be given in a draft's form: "business=餐饮服务".</summary>
    /// <param name="before">Only what is asked before this field; null: all.</param>
    public static IReadOnlyList<ChoiceModel> Answers(DraftDocument draft, string? before = null)
    {
        var answers = new List<ChoiceModel>();
        foreach (var page in draft.Ids("form"))
        {
            foreach (var field in draft.Ids($"form/{page}/fields"))
            {
                var path = $"form/{page}/fields/{field}";
                if (path == before) return answers;
                var choices = draft.TextAt(path + "/kind") switch
                {
                    "yes-no" => ["是", "否"],
                    "choice" => DraftText.List(draft.Get(path + "/choices")),
                    _ => [],
                };
                answers.AddRange(choices.Select(c => new ChoiceModel($"{field}={c}", $"{draft.TextAt(path + "/label")}：{c}")));
            }
        }

        return answers;
    }

    /// <summary>Null: it is nested deeper than rows can say.</summary>
    public static IReadOnlyList<(string Join, string Answer)>? Of(string? json)
    {
        if (json is null) return [];
        var rows = new List<(string, string)>();
        for (var group = JsonSerializer.Deserialize<Situation>(json, Json.Options); group is not null; group = group.Or)
        {
            rows.Add((rows.Count == 0 ? "" : Or, $"{group.Field}={group.Value}"));
            for (var with = group.And; with is not null; with = with.And)
            {
                if (with.Or is not null) return null;
                rows.Add((And, $"{with.Field}={with.Value}"));
            }
        }

        return rows;
    }

    /// <summary>Rows without an answer are left out.</summary>
    public static string? ToJson(IEnumerable<(string Join, string Answer)> rows)
    {
        var groups = new List<List<Situation>>();
        foreach (var (join, answer) in rows.Where(r => r.Answer.Contains('=', StringComparison.Ordinal)))
        {
            var cut = answer.IndexOf('=', StringComparison.Ordinal);
            var leaf = new Situation(answer[..cut], answer[(cut + 1)..]);
            if (groups.Count == 0 || join == Or) groups.Add([leaf]);
            else groups[^1].Add(leaf);
        }

        Situation? all = null;
        for (var g = groups.Count - 1; g >= 0; g--)
        {
            Situation? with = null;
            for (var i = groups[g].Count - 1; i >= 0; i--) with = groups[g][i] with { And = with };
            all = with! with { Or = all };
        }

        return all is null ? null : DraftDocument.Canonical(JsonSerializer.SerializeToNode(all, Json.Options));
    }

    public static string Words(string json, DraftDocument draft) =>
        JsonSerializer.Deserialize<Situation>(json, Json.Options)!.Words(id => draft.Ids("form")
            .Select(page => $"form/{page}/fields/{id}").Where(p => draft.Node(p) is not null).Select(p => draft.TextAt(p + "/label")).FirstOrDefault() ?? id);
}
