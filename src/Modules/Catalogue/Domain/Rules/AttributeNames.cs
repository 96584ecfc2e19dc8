namespace OneWindow.Catalogue;

/// <summary>What the parts of an element are called: the attributes of a material, a step, a field, a fee.</summary>
internal static class AttributeNames
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["id"] = "标识", ["name"] = "名称", ["kind"] = "类型", ["required"] = "必须提供", ["main"] = "主要材料", ["tolerable"] = "可容缺", ["source"] = "来源",
        ["originals"] = "原件份数", ["copies"] = "复印件份数", ["copiesBasis"] = "要求多份的依据", ["paperBasis"] = "要求纸质的依据", ["format"] = "规格",
        ["electronic"] = "收电子件", ["issuer"] = "出具机构", ["basis"] = "依据", ["standard"] = "受理标准", ["sample"] = "填写样本", ["blank"] = "空表",
        ["defects"] = "可能的问题", ["onlyIf"] = "适用情形", ["validMonths"] = "有效月数", ["entry"] = "标准条目",
        ["title"] = "标题", ["fields"] = "字段", ["label"] = "名称", ["hint"] = "提示", ["choices"] = "选项", ["maxLength"] = "最长字数", ["prefill"] = "预填",
        ["limit"] = "时限", ["actor"] = "经办", ["amount"] = "金额（分）", ["moment"] = "缴费时点", ["unit"] = "计量单位",
        ["address"] = "地址", ["hours"] = "时间", ["phone"] = "电话", ["validity"] = "有效期", ["asked"] = "问", ["answer"] = "答",
        ["law"] = "法律", ["article"] = "条款", ["type"] = "种类", ["ground"] = "情形", ["words"] = "说明", ["field"] = "问题", ["value"] = "回答",
    };

    public static string Of(string name) => Names.GetValueOrDefault(name, name);
}
