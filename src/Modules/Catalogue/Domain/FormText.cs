using System.Text;
using System.Text.Json.Nodes;

namespace OneWindow.Catalogue;

/// <summary>空表 and 填写样本 of an application form, made of the online form's own fields: paper and screen ask the same.</summary>
internal static class FormText
{
    private const string Line = "＿＿＿＿＿＿＿＿＿＿＿＿";

    public static string Blank(string title, JsonArray form) =>
        Text(title, form, field => (string?)field["kind"] switch
        {
            "choice" => string.Join("　", field["choices"]!.AsArray().Select(c => $"□{c}")),
            "yes-no" => "□是　□否",
            "date" => "＿＿＿＿年＿＿月＿＿日",
            "rows" => Rows(field),
            "person" => $"姓名{Line}　证件号码{Line}　电话{Line}",
            "company" => $"名称{Line}　统一社会信用代码{Line}",
            "region-address" => "＿＿＿＿省＿＿＿＿市＿＿＿＿区县＿＿＿＿街道" + Line,
            _ => Line,
        }, $"申请人（签字或盖章）：{Line}\n日期：＿＿＿＿年＿＿月＿＿日");

    public static string Sample(string title, JsonArray form, IReadOnlyDictionary<string, string> examples) =>
        Text(title + "（填写样本）", form, field =>
        {
            var example = examples.GetValueOrDefault((string)field["id"]!, "（无）");
            return (string?)field["kind"] switch
            {
                "choice" => string.Join("　", field["choices"]!.AsArray().Select(c => (string)c! == example ? $"☑{c}" : $"□{c}")),
                "yes-no" => example == "是" ? "☑是　□否" : "□是　☑否",
                _ => example,
            };
        }, "申请人（签字或盖章）：（此处签字，单位加盖公章）\n日期：2025年9月26日");

    /// <summary>As on the screen: a line a row, what each asks in it.</summary>
    private static string Rows(JsonObject field)
    {
        var columns = string.Join("　", field["columns"]!.AsArray().OfType<JsonObject>().Select(c => $"{c["label"]}＿＿＿＿＿＿"));
        return string.Concat(Enumerable.Range(1, 3).Select(n => $"\n    （{n}）{columns}")) + "\n    （不够可以另附）";
    }

    private static string Text(string title, JsonArray form, Func<JsonObject, string> answer, string end)
    {
        var text = new StringBuilder(title).Append("\n\n");
        var number = 0;
        foreach (var step in form.OfType<JsonObject>())
        {
            text.Append(step["title"]).Append('\n');
            foreach (var field in step["fields"]!.AsArray().OfType<JsonObject>())
                text.Append("  ").Append(++number).Append(". ").Append(field["label"]).Append('：').Append(answer(field)).Append('\n');
            text.Append('\n');
        }

        return text.Append("本申请人承诺：以上内容和所交材料真实有效。\n").Append(end).ToString();
    }
}
