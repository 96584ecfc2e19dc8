using System.Text.Json;
using System.Text.Json.Serialization;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 特别程序: begun from the guide's list with the days that the applicant is told in writing, ended with a report that says who took part
/// (行政许可法 第四十五条; 河北方案 二(一)).
/// </summary>
internal static class RunProcedure
{
    public const string BegunField = "procedure";
    public const string UntilField = "procedure-until";
    public const string EndedField = "procedure-ended";
    public const string OfficersField = "procedure-officers";
    public const string ReportField = "procedure-report";

    public static WorkAct Beginning { get; } = new(nameof(BeginProcedure), "procedure", CaseReach.Reviewers, ReadBeginning, ParseBeginning)
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.procedure-not-listed"] = BegunField, ["cases.procedure-running"] = BegunField, ["cases.due-out-of-range"] = UntilField,
        },
    };

    public static WorkAct Ending { get; } = new(nameof(EndProcedure), "procedure-end", CaseReach.Reviewers, ReadEnding, ParseEnding)
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.no-procedure"] = EndedField, ["cases.officers-too-few"] = OfficersField, ["cases.report-missing"] = ReportField,
        },
    };

    public static IReadOnlyList<ChoiceModel> Listed(OpenCase open) =>
        [.. open.Guide.SpecialProcedures.Select(p => new ChoiceModel(p.Id, p.Name, p.Limit is { } limit ? $"办事指南列明的时限：{limit}" : null))];

    public static IReadOnlyList<ChoiceModel> Running(OpenCase open) =>
        [.. open.State.Procedures.Select(p => new ChoiceModel(p.Id, ProcedureRules.NameOf(open.Context, p.Id)))];

    private static Intended ReadBeginning(OpenCase open, FormReader form) => new(new BeginProcedure(
        form.Choice(BegunField, "特别程序", Listed(open)), form.Date(UntilField, "预计到哪一天结束", required: false)));

    private static Intended ParseBeginning(JsonElement json)
    {
        var body = json.As<BeginningBody>();
        return new Intended(new BeginProcedure(body.Procedure, body.Until));
    }

    private static Intended ReadEnding(OpenCase open, FormReader form) => Reported(
        form.Choice(EndedField, "结束的程序", Running(open)),
        form.LongText(OfficersField, "参加人员", 400, required: false).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        form.LongText(ReportField, "结果", required: false));

    private static Intended ParseEnding(JsonElement json)
    {
        var body = json.As<EndingBody>();
        return Reported(body.Procedure, body.Officers, body.Report);
    }

    private static Intended Reported(string procedure, IReadOnlyList<string> officers, string? report) => new(
        new EndProcedure(procedure, officers.Distinct().Count()), string.IsNullOrWhiteSpace(report) ? null : new ProcedureReport(report.Trim(), officers));

    private sealed record BeginningBody(string Procedure, DateOnly? Until = null);

    private sealed record EndingBody(string Procedure, IReadOnlyList<string> Officers, string? Report = null);
}

/// <summary>What a special procedure found, and who took part.</summary>
internal sealed record ProcedureReport([property: JsonPropertyName("reasons")] string Result, IReadOnlyList<string> Officers);
