using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>What was handed in, read from the log and the sealed papers beside it: the form as it now stands and the files.</summary>
internal sealed class CasePaper
{
    private const string Masked = "（仅办理人员可见）";

    private readonly OpenCase open;
    private readonly bool inFull;
    private readonly Dictionary<string, string> answers = [];
    private readonly HashSet<string> later = [];
    private readonly HashSet<string> shared = [];
    private readonly List<CaseReopened> orders = [];
    private readonly bool erased;

    public CasePaper(OpenCase open, IReadOnlyList<CaseEntry> log, bool inFull)
    {
        (this.open, this.inFull) = (open, inFull);
        var files = new List<FiledFile>();
        foreach (var entry in log)
        {
            var happened = CaseEnvelope.Read(entry.Body).Event;
            files.AddRange(happened switch
            {
                CaseSubmitted e => e.Files,
                CorrectionFiled e => e.Files,
                SupplementFiled e => e.Files,
                _ => [],
            });
            if (happened is CaseReopened order) orders.Add(order);
            if (happened is not (CaseSubmitted or CorrectionFiled)) continue;
            if (happened.Paper is not null && entry.Paper is null) erased = true;
            if (entry.Paper is { ValueKind: JsonValueKind.Object } paper) Read(paper);
        }

        Files = files;
    }

    public IReadOnlyList<FiledFile> Files { get; }

    /// <summary>The orders on which the case was handled anew.</summary>
    public IReadOnlyList<CaseReopened> Orders => orders;

    /// <summary>The postal address that the applicant gave.</summary>
    public string? SendTo { get; private set; }

    /// <summary>The form as it now stands, for rules to read; empty where it was erased.</summary>
    public IReadOnlyDictionary<string, string> Given => answers;

    public bool Later(string material) => later.Contains(material);

    public bool Agreed(string material) => shared.Contains(material);

    /// <summary>Who only reads sees that there is an answer, not what is personal in it.</summary>
    public IReadOnlyList<AnswersModel> Answers()
    {
        if (erased) return [new AnswersModel("申请内容", [new SummaryRowModel("申请内容", WorkRows.Erased)])];
        return [.. open.Guide.Form.Select(step => new AnswersModel(
            step.Title,
            [.. step.Fields.Where(f => answers.ContainsKey(f.Id)).Select(f => new SummaryRowModel(f.Label, Shown(f)))]))
            .Where(section => section.Rows.Count > 0)];
    }

    private string Shown(Contracts.FormField field)
    {
        var value = answers[field.Id];
        if (inFull || value.Length == 0) return FieldReading.Show(field, value);
        return field.Kind switch
        {
            FieldKind.ResidentId => Masking.Identifier(value),
            FieldKind.Phone => Masking.PhoneEnd(value),
            FieldKind.Choice or FieldKind.YesNo or FieldKind.Number or FieldKind.Money or FieldKind.Date or FieldKind.CreditCode => value,
            _ => Masked,
        };
    }

    private void Read(JsonElement paper)
    {
        if (paper.TryGetProperty("answers", out var given) && given.ValueKind == JsonValueKind.Object)
        {
            foreach (var answer in given.EnumerateObject()) answers[answer.Name] = answer.Value.ToString();
        }

        Add(paper, "later", later);
        Add(paper, "shared", shared);
        if (paper.TryGetProperty("sendTo", out var to) && to.ValueKind == JsonValueKind.Object)
        {
            SendTo = string.Join('，', to.EnumerateObject().Select(p => p.Value.ToString()));
        }
    }

    private static void Add(JsonElement paper, string name, HashSet<string> to)
    {
        if (!paper.TryGetProperty(name, out var listed) || listed.ValueKind != JsonValueKind.Array) return;
        foreach (var one in listed.EnumerateArray()) to.Add(one.ToString());
    }
}
