using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Security;

namespace OneWindow.Tests.Modules.Security;

/// <summary>What the security administrator does at his pages, for stories.</summary>
internal static class SecurityOffice
{
    public const string Owner = "370200-spj";

    public static SecurityDb SecurityDb(this World world) => world.Services.GetRequiredService<IDbContextFactory<SecurityDb>>().CreateDbContext();

    /// <summary>Registers an asset by the page; its identifier.</summary>
    public static async Task<string> Register(this Browser administrator, string name, AssetKind kind = AssetKind.System, AssetGrade grade = AssetGrade.Third, params string[] levels)
    {
        var answer = await administrator.Post(
            RegisterAssets.NewPath,
            [
                (RegisterAssets.NameField, name), (RegisterAssets.KindField, kind.ToString()), (RegisterAssets.GradeField, grade.ToString()), (RegisterAssets.OrganisationField, Owner),
                .. levels.Select(l => (RegisterAssets.LevelsField, l)),
            ]);
        Assert.True(answer.Status == HttpStatusCode.Redirect, answer.Text(".error-summary"));
        return answer.Location![(RegisterAssets.Path.Length + 1)..];
    }

    public static Task<Answer> Tested(this Browser administrator, string system, AssessmentKind kind, string on) => administrator.Post(
        RecordAssessments.NewPath,
        [
            (RecordAssessments.SystemField, system), (RecordAssessments.KindField, kind.ToString()), (RecordAssessments.TestedField, on), (RecordAssessments.TesterField, "示例测评中心"),
            (RecordAssessments.ReportField, "DB-2023-01"), (RecordAssessments.OutcomeField, "基本符合"),
        ]);

    /// <summary>The row of a list that begins with these words.</summary>
    public static string Row(this Answer page, string words)
    {
        var row = page.Page.QuerySelectorAll("tbody tr").FirstOrDefault(r => r.QuerySelector("th")!.TextContent.Contains(words, StringComparison.Ordinal));
        return row is null ? "" : string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
