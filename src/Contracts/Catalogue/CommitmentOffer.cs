using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>
/// 告知承诺: what an applicant may promise in writing instead of proving it, what he is told before, and how it is looked at afterwards
/// (青岛办法 第三十二条; 河北方案 三（四）; 重庆办法 第二十三条). Always his choice.
/// </summary>
public sealed record CommitmentOffer
{
    /// <summary>Ids of the materials that the promise stands for.</summary>
    public IReadOnlyList<string> Replaces { get; init; } = [];

    /// <summary>承诺的具体内容.</summary>
    public string Content { get; init; } = "";

    /// <summary>要求.</summary>
    public string Requirements { get; init; } = "";

    /// <summary>违反承诺的责任.</summary>
    public string Liability { get; init; } = "";

    /// <summary>Who looks afterwards, by when and how.</summary>
    public CommitmentCheck? Check { get; init; }

    /// <summary>What the item touches (国家安全, 公共安全, …): where a place's rulebook excludes one of them there is no promise.</summary>
    public IReadOnlyList<string> Concerns { get; init; } = [];

    /// <summary>风险等级和纠错成本较低.</summary>
    public bool LowRisk { get; init; }

    /// <summary>No ordinary way beside it: such an offer is never published.</summary>
    public bool Only { get; init; }

    /// <summary>SM3 of what the applicant is told, in hex: a promise says by it what was told.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Told => Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes($"{Content}\n{Requirements}\n{Liability}")));
}

/// <param name="By">Which body or post.</param>
/// <param name="Within">From the decision.</param>
public sealed record CommitmentCheck(string By, TimeLimit Within, string How);
