using System.Collections.Immutable;

namespace OneWindow.Catalogue;

/// <summary>A stage of the shared process. An optional one (consultation, appointment) may be left out by the applicant, never by us.</summary>
internal sealed record Stage(string Id, string Name, bool Optional);

/// <summary>
/// 政务服务流程 (青岛办法 第二十二条, 鄠邑细则 第十条): a versioned template that all departments' items share by name. A guide
/// names its template and version in one word ("general-v1"); a changed process is a new template, and old guides keep the old.
/// </summary>
internal sealed record ProcessTemplate(string Id, string Name, ImmutableArray<Stage> Stages)
{
    /// <summary>The seven stages in the law's order.</summary>
    public static ProcessTemplate General { get; } = new(
        "general-v1",
        "通用流程",
        [
            new("consultation", "咨询", true),
            new("appointment", "预约", true),
            new("application", "申请", false),
            new("acceptance", "受理", false),
            new("review", "审查", false),
            new("decision", "决定", false),
            new("delivery", "送达", false),
        ]);
}
