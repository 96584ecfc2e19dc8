namespace OneWindow.Catalogue;

/// <summary>What the rules are called on screen; one that has no words of its own shows its code.</summary>
internal static class LintWords
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["vague-words"] = "兜底、含糊的说法",
        ["placeholder"] = "等于没有写",
        ["element-missing"] = "缺少要素",
        ["format-missing"] = "没有写规格",
        ["standard-missing"] = "没有写受理标准",
        ["material-twice"] = "同一材料要两次",
        ["form-by-name"] = "表格没有按表格列",
        ["proof-by-name"] = "证明没有按证明列",
        ["proof-not-retained"] = "证明不在保留清单",
        ["intermediary-hidden"] = "中介材料写成自备",
        ["intermediary-not-listed"] = "中介不在清单",
        ["shareable-asked-for"] = "能共享却要申请人交",
        ["paper-without-basis"] = "只收纸质没有依据",
        ["name-not-in-library"] = "材料名称不在库里",
        ["name-differs"] = "名称与标准不同",
        ["kind-differs"] = "种类与标准不同",
        ["field-not-in-dictionary"] = "字段不在字典里",
        ["field-differs"] = "字段填法与字典不同",
        ["known-asked-again"] = "已经登记的又要填",
        ["label-twice"] = "同一问题问两次",
        ["statutory-missing"] = "没有写法定时限",
        ["promised-not-shorter"] = "承诺时限不少于法定时限",
        ["steps-beyond-promise"] = "环节超过承诺时限",
        ["stages-missing"] = "流程缺环节",
        ["step-not-in-process"] = "环节不在标准流程",
        ["basis-without-article"] = "依据没有条款",
        ["licence-by-document"] = "许可没有法律法规依据",
        ["fee-without-basis"] = "收费没有依据",
        ["visit-without-reason"] = "要跑没有写原因",
        ["questions-missing"] = "没有常见问题",
        ["disguised-power"] = "像是变相的许可",
        ["level-not-of-place"] = "行使层级与区划不符",
        ["operation-missing"] = "没有网上操作说明",
        ["uniform-differs"] = "统一要素不一致",
        ["sample-not-filled"] = "样本没有填",
        ["result-kind"] = "结果种类不对",
    };

    public static string Of(string rule) => Names.GetValueOrDefault(rule, rule);
}
