using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>统一要素: what a rulebook's element names mean in a guide, and how two guides of one item compare in them.</summary>
internal static class Uniform
{
    /// <summary>Where a place unites without naming the elements (重庆办法 第六条, 青岛办法 第十七条).</summary>
    public static IReadOnlyList<string> Core { get; } = ["事项名称", "事项类型", "设定依据", "受理条件", "服务对象", "办理流程", "所需材料", "法定办结时限", "收费依据", "办理结果"];

    /// <summary>Where the difference stands in the guide; null: no such element.</summary>
    public static string? PathOf(string element) => element switch
    {
        "名称" or "事项名称" => "name",
        "编码" or "基本编码" or "事项编码" => "basicCode",
        "类型" or "事项类型" => "type",
        "设定依据" or "办事依据" => "bases",
        "行使层级" => "exerciseLevel",
        "受理条件" or "办理条件" => "conditions",
        "申请材料" or "所需材料" => "materials",
        "办理时限" or "承诺办结时限" => "promisedLimit",
        "法定办结时限" => "statutoryLimit",
        "收费项目" or "收费依据" or "收费情况" or "收费标准及收费依据" => "fees",
        "服务对象" => "audience",
        "办理流程" => "steps",
        "办理结果" => "result",
        _ => null,
    };

    /// <summary>The element in words, a line each; equal lines are an equal element.</summary>
    public static IReadOnlyList<string> LinesOf(Guide g, string element) => PathOf(element) switch
    {
        "name" => [g.Name],
        "basicCode" => [g.BasicCode ?? ""],
        "type" => [g.Type.Names().Name],
        "bases" => [.. g.Bases.Select(b => $"《{b.Law}》{b.Article}")],
        "exerciseLevel" => [g.ExerciseLevel],
        "conditions" => g.Conditions,
        "materials" => [.. g.Materials.Select(m => $"{m.Name}（{LibraryWords.Of(m.Kind)}{(m.Required ? "" : "，选交")}{(m.OnlyIf is { } when ? "，" + when.Words(id => g.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id) : "")}）")],
        "promisedLimit" => element == "办理时限" ? [$"承诺 {g.PromisedLimit}", $"法定 {Limit(g)}"] : [$"{g.PromisedLimit}"],
        "statutoryLimit" => [Limit(g)],
        "fees" => element == "收费依据" ? [.. g.Fees.Select(f => $"{f.Name}：《{f.Basis.Law}》{f.Basis.Article}")] : [.. g.Fees.Select(f => $"{f.Name}，{f.Amount}，{f.Standard}")],
        "audience" => [.. g.Audience.Order().Select(a => JsonSerializer.Serialize(a, Json.Options) switch { "\"person\"" => "自然人", "\"company\"" => "法人", _ => "非法人组织" })],
        "steps" => [.. g.Steps.Select(s => s.Name)],
        "result" => [$"{g.Result.Name}{(g.Result.Validity is { Length: > 0 } validity ? $"，有效期{validity}" : "")}"],
        _ => [],
    };

    /// <summary>A street's item is exercised by a street: levels are compared among equals.</summary>
    public static bool Differs(Guide one, Guide other, string element) =>
        !(element == "行使层级" && one.Place.Level != other.Place.Level) && !LinesOf(one, element).SequenceEqual(LinesOf(other, element));

    private static string Limit(Guide g) => g.StatutoryLimit?.ToString() ?? "没有规定";
}
