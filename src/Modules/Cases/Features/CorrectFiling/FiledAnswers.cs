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
