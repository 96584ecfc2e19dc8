namespace OneWindow.Catalogue;

/// <summary>What the parts of a guide are called on screen and in messages: the fifteen elements of 鄠邑细则 第六条 and those beside them.</summary>
internal static class ElementNames
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["item"] = "事项标识",
        ["version"] = "版本号",
        ["hash"] = "指南哈希",
        ["effectiveFrom"] = "生效日期",
        ["name"] = "事项名称",
        ["type"] = "事项类型",
        ["domain"] = "公共服务领域",
        ["basicCode"] = "事项编码",
        ["implementationCode"] = "事项编码",
        ["handlingCode"] = "事项编码",
        ["organisation"] = "实施主体",
        ["place"] = "区划",
        ["exerciseLevel"] = "行使层级",
        ["process"] = "办理流程",
        ["audience"] = "服务对象",
        ["bases"] = "设定依据",
        ["conditions"] = "受理条件",
        ["statutoryLimit"] = "法定办结时限",
        ["promisedLimit"] = "承诺办结时限",
        ["onTheSpot"] = "办件类型",
        ["formReviewOnly"] = "形式审查",
        ["inPerson"] = "须到现场",
        ["level"] = "网上申请的实名等级",
        ["renewal"] = "延续",
        ["handledIn"] = "办理系统",
        ["concernsOthers"] = "关系他人重大利益",
        ["safetyAreas"] = "直接关系的安全领域",
        ["materials"] = "所需材料",
        ["form"] = "申请表单",
        ["checks"] = "表单核对",
        ["steps"] = "办理流程",
        ["specialProcedures"] = "特别程序",
        ["review"] = "审查方式",
        ["combination"] = "组合",
        ["signing"] = "联署",
        ["commitment"] = "告知承诺",
        ["quota"] = "数量限制",
        ["crossRegion"] = "跨域通办",
        ["crossRegion.within"] = "跨域通办的范围",
        ["automatic"] = "自动审批规则",
        ["fees"] = "收费标准及收费依据",
        ["channels"] = "办理形式",
        ["channelReason"] = "办理形式",
        ["places"] = "办理地点",
        ["result"] = "办理结果",
        ["deliveries"] = "送达方式",
        ["consultationPhone"] = "咨询方式",
        ["complaintPhone"] = "监督投诉方式",
        ["visits"] = "到现场次数",
        ["questions"] = "常见问题",
        ["themes"] = "主题",
        ["synonyms"] = "别称",
        ["operation"] = "网上操作说明",
        ["byOperator"] = "由公共服务单位办理",
        ["deviations"] = "不一致的理由",
    };

    public static IEnumerable<string> Columns => Names.Keys;

    /// <summary>"materials[2].name" belongs to 所需材料.</summary>
    public static string Of(string path)
    {
        var end = path.AsSpan().IndexOfAny('.', '[');
        var head = end < 0 ? path : path[..end];
        return Names.GetValueOrDefault(head, head);
    }
}
