namespace OneWindow.Contracts;

/// <summary>What the kinds of legal texts are called in rulebooks and files, and on screen.</summary>
public static class BasisWords
{
    /// <summary>As rulebooks and imports write it.</summary>
    public static string Code(BasisType type) => type switch
    {
        BasisType.Law => "law",
        BasisType.AdministrativeRegulation => "administrative-regulation",
        BasisType.LocalRegulation => "local-regulation",
        BasisType.Rule => "rule",
        BasisType.Document => "document",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static string Words(this BasisType? type) => type?.Words() ?? "未写明种类";

    public static string Words(this BasisType type) => type switch
    {
        BasisType.Law => "法律",
        BasisType.AdministrativeRegulation => "行政法规",
        BasisType.LocalRegulation => "地方性法规",
        BasisType.Rule => "规章",
        BasisType.Document => "部门文件",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };
}
