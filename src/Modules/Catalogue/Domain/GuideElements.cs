using System.Globalization;
using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>One text of a guide as people read it.</summary>
/// <param name="Path">Where in the guide: "materials[identity-card].name".</param>
/// <param name="Group">The element it belongs to, as 鄠邑细则 第六条 calls it.</param>
internal sealed record GuideElement(string Path, string Group, string Label, string Text);

/// <summary>
/// 指南的要素, text by text: what every outlet must show word for word, so that what an outlet does show can be compared with it. Pages mark each
/// text with its path.
/// </summary>
internal static class GuideElements
{
    /// <param name="bearer">实施主体 as people call it.</param>
    public static IReadOnlyList<GuideElement> Of(Guide guide, string bearer)
    {
        var all = new List<GuideElement>();
        void Add(string path, string label, string? text)
        {
            if (!string.IsNullOrWhiteSpace(text)) all.Add(new GuideElement(path, ElementNames.Of(path), label, text.Trim()));
        }

        Add("name", "名称", guide.Name);
        Add("type", "类型", guide.Type.Names().Name);
        Add("onTheSpot", "办件类型", guide.OnTheSpot ? "即办件" : "承诺件");
        Add("basicCode", "基本编码", guide.BasicCode);
        Add("handlingCode", "办理项编码", guide.HandlingCode);
        foreach (var (i, basis) in guide.Bases.Index()) Add($"bases[{i}]", "依据", Law(basis));
        foreach (var (i, condition) in guide.Conditions.Index()) Add($"conditions[{i}]", "条件", condition);
        Add("audience", "服务对象", string.Join("、", guide.Audience.Select(GuidePageModel.Of)));
        Add("organisation", "实施主体", bearer);
        Add("exerciseLevel", "行使层级", GuidePageModel.Level(guide.ExerciseLevel));
        foreach (var material in guide.Materials)
        {
            var at = $"materials[{material.Id}]";
            Add($"{at}.name", "材料", material.Name);
            Add($"{at}.kind", "类别", GuidePageModel.Of(material.Kind));
            Add($"{at}.source", "来源", GuidePageModel.Of(material.Source, material.Issuer));
            Add($"{at}.copies", "份数和规格", CopiesOf(material));
            Add($"{at}.standard", "受理标准", material.Standard);
            Add($"{at}.basis", "依据", material.Basis is { } basis ? Law(basis) : null);
        }

        foreach (var (i, step) in guide.Steps.Index())
        {
            Add($"steps[{i}].name", "步骤", step.Name);
            Add($"steps[{i}].limit", "时间", step.Limit?.ToString());
            Add($"steps[{i}].actor", "由谁办", step.Actor);
        }

        Add("promisedLimit", "承诺办结时限", guide.PromisedLimit.ToString());
        Add("statutoryLimit", "法定办结时限", guide.StatutoryLimit?.ToString() ?? "法律没有规定");
        foreach (var (i, fee) in guide.Fees.Index())
        {
            Add($"fees[{i}].name", "收费项目", fee.Name);
            Add($"fees[{i}].amount", "金额", ListFees.AmountOf(fee));
            Add($"fees[{i}].standard", "标准", fee.Standard);
            Add($"fees[{i}].basis", "依据", Law(fee.Basis));
        }

        Add("channels", "办理形式", string.Join("、", guide.Channels.Select(GuidePageModel.Of)));
        Add("level", "网上申请的实名等级", guide.Level is { } level ? AssuranceWords.Of(level) : null);
        Add("visits", "到现场次数", guide.Visits.ToString(CultureInfo.InvariantCulture));
        foreach (var (i, place) in guide.Places.Index())
        {
            Add($"places[{i}].name", "地点", place.Name);
            Add($"places[{i}].address", "地址", place.Address);
            Add($"places[{i}].hours", "时间", place.Hours);
            Add($"places[{i}].phone", "电话", place.Phone);
        }

        Add("result.name", "结果", guide.Result.Name);
        Add("result.validity", "有效期", guide.Result.Validity);
        Add("deliveries", "送达方式", string.Join("、", guide.Deliveries.Select(GuidePageModel.Of)));
        Add("consultationPhone", "咨询电话", guide.ConsultationPhone);
        Add("complaintPhone", "监督投诉电话", guide.ComplaintPhone);
        foreach (var (i, line) in OperationOf(guide).Index()) Add($"operation[{i}]", $"第 {i + 1} 步", line);
        foreach (var (i, question) in guide.Questions.Index())
        {
            Add($"questions[{i}].asked", "问", question.Asked);
            Add($"questions[{i}].answer", "答", question.Answer);
        }

        Add("version", "版本", guide.Version.ToString(CultureInfo.InvariantCulture));
        Add("hash", "校验", guide.Hash);
        return all;
    }

    public static string Law(LegalBasis basis) => $"《{basis.Law}》{basis.Article}";

    /// <summary>网上操作说明, a line a step, without the numbers that its writer may have put before them.</summary>
    public static IReadOnlyList<string> OperationOf(Guide guide) =>
        [.. (guide.Operation ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(l => l.TrimStart([.. "0123456789.、 "])).Where(l => l.Length > 0)];

    public static string CopiesOf(GuideMaterial material) =>
        GuidePageModel.CopiesOf(material) + (material.Source == MaterialSource.Shared || material.Format is null ? "" : $"，{material.Format}")
        + (material.Electronic && material.Source != MaterialSource.Shared ? "；收电子件" : "");
}
