using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>A guide as its page shows it.</summary>
/// <param name="Bearer">实施主体: who bears the act.</param>
/// <param name="Answers">The situations that the visitor has chosen: field and value.</param>
/// <param name="Current">The version in force, where this is an older or a future one; null on the current page.</param>
public sealed record GuidePageModel(
    Guide Guide, string Bearer, string PlaceName, IReadOnlyDictionary<string, string> Answers, int? Current)
{
    /// <summary>Cancelled or suspended now: nothing new is taken.</summary>
    public bool Closed { get; init; }

    /// <summary>Published, and in force only from its day on.</summary>
    public bool Coming { get; init; }

    /// <summary>What closed it, or what is announced.</summary>
    public ItemChangeModel? Change { get; init; }

    /// <summary>What experience says beside the guide.</summary>
    public GuideAsideModel Aside { get; init; } = GuideAsideModel.Nothing;

    public string Path => $"/items/{Guide.Item}";

    /// <summary>Null: one item, one case.</summary>
    public CombinationModel? Combination { get; init; }

    public bool Online => !Guide.InPerson && Guide.Channels.Any(c => c is Channel.Online or Channel.Mobile);

    /// <summary>The questions whose answers change what must be handed in.</summary>
    public IReadOnlyList<FormField> Situations => [.. Guide.Fields.Where(f => Guide.Materials.Any(m => m.OnlyIf?.Asks(f.Id) == true) && Fits(f.OnlyIf))];

    /// <summary>What may be needed: all that the answers given do not rule out.</summary>
    public IReadOnlyList<GuideMaterial> Materials => [.. Guide.Materials.Where(m => Fits(m.OnlyIf))];

    /// <summary>Left out because of the answers.</summary>
    public int LeftOut => Guide.Materials.Count - Materials.Count;

    /// <summary>"办理方式选“委托”时需要", or null where it is always needed or the answer is given.</summary>
    public string? When(GuideMaterial material) =>
        material.OnlyIf is not { } situation || situation.Leaves.All(l => Answers.ContainsKey(l.Field)) ? null
        : situation.Words(id => Guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id) + "时";

    /// <summary>The field's own condition may hang on an answer too.</summary>
    private bool Fits(Situation? situation) =>
        situation?.MayHold(Answers, id => Guide.Fields.FirstOrDefault(f => f.Id == id) is not { } field || Fits(field.OnlyIf)) != false;

    public static IReadOnlyList<string> ChoicesOf(FormField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Kind == FieldKind.YesNo ? ["是", "否"] : field.Choices;
    }

    /// <summary>联署: each party with what he is asked for, in the order of their turns.</summary>
    public static IEnumerable<string> Of(SigningPlan plan, Guide guide)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(guide);
        var turns = plan.Parties.Select(p => p.Step).Distinct().Count() > 1;
        return plan.Parties.OrderBy(p => p.Step).Select(p =>
            $"{(p.Slots is null ? p.Words : $"全部{p.Words}（最多 {p.Slots} 人）")}签署（{p.Strength.Words()}）"
            + (p.OnlyIf is null ? "" : $"，{p.OnlyIf.Words(id => guide.Fields.FirstOrDefault(f => f.Id == id)?.Label ?? id)}时需要")
            + (turns ? $"，第 {p.Step} 步" : ""));
    }

    public static string Of(Quota quota)
    {
        ArgumentNullException.ThrowIfNull(quota);
        return quota.Per switch { QuotaPeriod.Month => "每月", QuotaPeriod.Quarter => "每季度", QuotaPeriod.Year => "每年", _ => "总共" } + $" {quota.Count} 个";
    }

    public static string Of(MaterialSource source, string? issuer) => source switch
    {
        MaterialSource.Shared => "我们自己调取",
        MaterialSource.Intermediary => issuer ?? "中介机构出具",
        _ => issuer is null ? "您自己准备" : $"您自己准备（{issuer}出具）",
    };

    public static string Of(MaterialKind kind) => kind switch
    {
        MaterialKind.Certificate => "证件证书",
        MaterialKind.Form => "表格文书",
        MaterialKind.Proof => "证明",
        _ => "文件资料",
    };

    public static string Of(Channel channel) => channel switch
    {
        Channel.Counter => "窗口",
        Channel.Online => "网上",
        Channel.Mobile => "手机",
        _ => "自助机",
    };

    public static string Of(DeliveryMode mode) => mode switch
    {
        DeliveryMode.Counter => "窗口领取",
        DeliveryMode.Electronic => "电子送达",
        DeliveryMode.Kiosk => "自助机打印",
        _ => "邮寄",
    };

    public static string Of(SubjectKind kind) => kind switch
    {
        SubjectKind.Person => "个人",
        SubjectKind.Company => "企业等法人",
        _ => "个体工商户和非法人组织",
    };

    public static string Level(string code) => code switch
    {
        "1" => "国家级",
        "2" => "省级",
        "3" => "市级",
        "4" => "区县级",
        "5" => "镇街级",
        _ => "村社区级",
    };

    public static string CopiesOf(GuideMaterial material)
    {
        ArgumentNullException.ThrowIfNull(material);
        return material switch
        {
            { Source: MaterialSource.Shared } => "不用交",
            { Originals: > 0, Copies: > 0 } m => $"原件 {m.Originals} 份、复印件 {m.Copies} 份",
            { Originals: > 0 } m => $"原件 {m.Originals} 份",
            { Copies: > 0 } m => $"复印件 {m.Copies} 份",
            _ => "只收电子件",
        };
    }
}

/// <summary>取消、停办、恢复 as the guide tells it.</summary>
public sealed record ItemChangeModel(string Title, string Detail);
