using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>The form as it stands now: what was filed first, with every later correction laid over it. Empty where it was erased.</summary>
internal static class FiledAnswers
{
    public static async ValueTask<IReadOnlyDictionary<string, string>> Of(CaseNumber number, ICases cases, CancellationToken cancel = default) =>
        Of(await cases.Log(number, cancel));

    /// <summary>What the window wrote to each defect of its notice, by the material's or field's id.</summary>
    public static IReadOnlyDictionary<string, string> NotesOf(IEnumerable<CaseEntry> log) =>
        log.LastOrDefault(e => e.Type == "case.correction-requested/1")?.Paper?.Deserialize<DefectNotes>(Json.Options)?.Notes ?? new Dictionary<string, string>();

    /// <summary>What it marked on the applicant's own scans, by the material's id; only on files that were filed for that material.</summary>
    public static async Task<IReadOnlyDictionary<string, MarkedScanModel>> MarksOf(OpenCase open, IReadOnlyList<CaseEntry> log, IMaterials materials, CancellationToken cancel)
    {
        var shown = new Dictionary<string, MarkedScanModel>();
        var marks = log.LastOrDefault(e => e.Type == "case.correction-requested/1")?.Paper?.Deserialize<DefectNotes>(Json.Options)?.Marks;
        var files = new CasePaper(open, log, false).Files;
        foreach (var (material, mark) in marks ?? new Dictionary<string, ScanMark>())
        {
            if (!files.Any(f => f.Material == material && f.File == mark.File) || await materials.Find(mark.File, cancel) is not { } stored) continue;
            shown[material] = new MarkedScanModel($"/files/{mark.File}", stored.Name, IsImage(stored.Name), mark.Words, mark.Left, mark.Top, mark.Width, mark.Height);
        }

        return shown;
    }

    /// <summary>Shown in a page by every browser.</summary>
    public static bool IsImage(string name) => Path.GetExtension(name).ToLowerInvariant() is ".jpg" or ".jpeg" or ".png";

    public static IReadOnlyDictionary<string, string> Of(IEnumerable<CaseEntry> log)
    {
        var answers = new Dictionary<string, string>();
        foreach (var entry in log.Where(e => e.Type is "case.submitted/1" or "case.correction-filed/1"))
        {
            if (entry.Paper?.Deserialize<FiledForm>(Json.Options) is not { Answers: { } filed }) continue;
            foreach (var (field, value) in filed) answers[field] = value;
        }

        return answers;
    }
}
