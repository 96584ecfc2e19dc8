using OneWindow.Contracts;

namespace OneWindow.Catalogue;

/// <summary>两套官方代码: GB/T 39046-2020, and what the national list system uses (ZWFW C0109). The same digit means different things, so each file says which.</summary>
internal enum CodeSet
{
    C0109,
    Gb39046,
}

/// <summary>
/// The codes of the exchange, here and nowhere else: inside there are our own words. Where two of ours are one of theirs, going out and coming back keeps
/// theirs; where one of theirs is two of ours, what stood here before decides.
/// </summary>
internal static class CodeSets
{
    public static IReadOnlyDictionary<CodeSet, string> Names { get; } = new Dictionary<CodeSet, string> { [CodeSet.C0109] = "C0109", [CodeSet.Gb39046] = "GB/T 39046" };

    /// <summary>服务对象 (GB/T 39046 A.4; C0109): what each code means here.</summary>
    private static readonly Dictionary<CodeSet, Dictionary<string, SubjectKind>> Audiences = new()
    {
        [CodeSet.Gb39046] = new()
        {
            ["1"] = SubjectKind.Person, ["2"] = SubjectKind.Company, ["3"] = SubjectKind.Company, ["4"] = SubjectKind.Company, ["5"] = SubjectKind.Company, ["6"] = SubjectKind.Unincorporated,
        },
        [CodeSet.C0109] = new()
        {
            ["1"] = SubjectKind.Person, ["2"] = SubjectKind.Company, ["3"] = SubjectKind.Company, ["4"] = SubjectKind.Company, ["5"] = SubjectKind.Unincorporated, ["6"] = SubjectKind.Company,
            ["9"] = SubjectKind.Unincorporated,
        },
    };

    /// <summary>办理形式 (GB/T 39046 A.5; C0109). By post is no channel here: it is how the papers travel.</summary>
    private static readonly Dictionary<CodeSet, Dictionary<string, Channel?>> Channels = new()
    {
        [CodeSet.Gb39046] = new() { ["1"] = Channel.Counter, ["2"] = Channel.Online, ["3"] = Channel.Mobile, ["4"] = null, ["9"] = Channel.Kiosk },
        [CodeSet.C0109] = new() { ["1"] = Channel.Counter, ["2"] = Channel.Online, ["3"] = null },
    };

    private static readonly Dictionary<string, MaterialKind> Kinds = new() { ["1"] = MaterialKind.Certificate, ["2"] = MaterialKind.Form, ["3"] = MaterialKind.Other };

    private static readonly Dictionary<string, MaterialSource> Sources = new() { ["10"] = MaterialSource.Applicant, ["20"] = MaterialSource.Shared, ["99"] = MaterialSource.Intermediary };

    private static readonly Dictionary<string, ResultKind> Results = new()
    {
        ["10"] = ResultKind.Licence, ["20"] = ResultKind.Approval, ["30"] = ResultKind.Other, ["99"] = ResultKind.None,
    };

    public static CodeSet? Named(string text) => text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "" or "C0109" or "ZWFWC0109" => CodeSet.C0109,
        "GB/T39046" or "GBT39046" or "GB39046" or "GB/T39046-2020" => CodeSet.Gb39046,
        _ => null,
    };

    public static SubjectKind? Audience(CodeSet set, string code) => Audiences[set].TryGetValue(code, out var kind) ? kind : null;

    public static string Of(CodeSet set, SubjectKind kind) => kind switch
    {
        SubjectKind.Person => "1",
        SubjectKind.Company => "2",
        _ => set == CodeSet.C0109 ? "5" : "6",
    };

    public static bool IsChannel(CodeSet set, string code) => Channels[set].ContainsKey(code);

    public static Channel? ChannelOf(CodeSet set, string code) => Channels[set].GetValueOrDefault(code);

    /// <summary>Null: the set has no word for it.</summary>
    public static string? Of(CodeSet set, Channel channel) => (set, channel) switch
    {
        (_, Channel.Counter) => "1",
        (_, Channel.Online) => "2",
        (CodeSet.C0109, Channel.Mobile) => "2",
        (CodeSet.Gb39046, Channel.Mobile) => "3",
        (CodeSet.Gb39046, _) => "9",
        _ => null,
    };

    public static ItemType? Type(string code) => Enum.GetValues<ItemType>().Select(t => (ItemType?)t).FirstOrDefault(t => t!.Value.Names().Code == code.PadLeft(2, '0'));

    public static MaterialKind? Kind(string code) => Kinds.TryGetValue(code, out var kind) ? kind : null;

    /// <summary>证件证书证明 is one word there.</summary>
    public static string Of(MaterialKind kind) => kind switch { MaterialKind.Certificate or MaterialKind.Proof => "1", MaterialKind.Form => "2", _ => "3" };

    public static MaterialSource? Source(string code) => Sources.TryGetValue(code, out var source) ? source : null;

    public static string Of(MaterialSource source) => Sources.Single(s => s.Value == source).Key;

    public static ResultKind? Result(string code) => Results.TryGetValue(code, out var kind) ? kind : null;

    public static string Of(ResultKind kind) => Results.Single(r => r.Value == kind).Key;
}
