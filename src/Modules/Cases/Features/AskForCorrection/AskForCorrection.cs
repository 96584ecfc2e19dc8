using System.Text.Json;
using Microsoft.Extensions.Primitives;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>An item of the guide with the defects that may be named in it.</summary>
/// <param name="Standing">未提交, 已提交 2 份, 免提交.</param>
public sealed record CorrectableModel(string Id, string Name, string? Standing, IReadOnlyList<ChoiceModel> Defects)
{
    /// <summary>Where it may be asked for on paper although it came online: by which law, or that a reason is needed; null: it may not.</summary>
    public string? Paper { get; init; }

    /// <summary>What was filed for it, on which a place can be marked.</summary>
    public IReadOnlyList<ScanModel> Scans { get; init; } = [];
}

/// <param name="Image">Shown on the page, so that a place can be drawn with the pointer.</param>
public sealed record ScanModel(string Id, string Name, string Path, bool Image);

/// <param name="PaperNeedsReason">Paper may be asked for with a recorded reason.</param>
public sealed record CorrectionChoicesModel(IReadOnlyList<CorrectableModel> Materials, IReadOnlyList<CorrectableModel> Fields, bool PaperNeedsReason)
{
    /// <summary>One notice has gone out: only what came anew, or a supervisor's decision with its reason.</summary>
    public bool Again { get; init; }
}

/// <summary>
/// 一次性告知补正: one notice of everything that the guide demands and that is not there or not right, with a last day, and nothing else; and its
/// period made longer where the lapse is not law (行政许可法 第三十二条; 重庆办法 第十八条; 鄠邑细则 第十三条).
/// </summary>
internal static class AskForCorrection
{
    public const int MostNote = 200;

    public const string DefectsField = "defects";
    public const string DueField = "correction-due";
    public const string ExtendedField = "extension-due";
    public const string OverrideField = "correction-override";
    public const string PaperField = "on-paper";
    public const string PaperReasonField = "paper-reason";

    /// <summary>What can be wrong with an answer of the form: 未填写, 不完整, 与材料不一致, 格式不符.</summary>
    private static readonly string[] OfFields = ["missing", "incomplete", "contradicts", "wrong-form"];

    public static WorkAct Act { get; } = new(nameof(RequestCorrection), "correction", CaseReach.Receivers, Read, Parse)
    {
        Filled = (open, _, now) => new FormState(
            new Dictionary<string, StringValues>
            {
                [DefectsField] = new([.. Found(open).Select(Value)]),
                [DueField] = Words.Machine(SuggestedDue(open, now)),
            },
            []),
        Fields = new Dictionary<string, string>
        {
            ["cases.nothing-to-correct"] = DefectsField, ["cases.not-in-guide"] = DefectsField, ["cases.defect-not-told"] = DefectsField,
            ["cases.due-out-of-range"] = DueField, ["cases.paper-again"] = DefectsField, ["cases.upload-again"] = DefectsField,
            ["cases.attendance-demanded"] = DefectsField, ["cases.second-set"] = DefectsField,
            ["cases.told-already"] = DefectsField, ["cases.override-by-supervisor"] = OverrideField,
        },
    };

    public static WorkAct Extension { get; } = new(
        nameof(ExtendCorrectionPeriod), "correction-period", CaseReach.Receivers,
        (_, form) => new Intended(new ExtendCorrectionPeriod(form.Date(ExtendedField, "新的补正期限") ?? default)),
        body => new Intended(body.As<ExtendCorrectionPeriod>() with { Paper = null }))
    {
        Filled = (open, _, now) => FormState.Of((ExtendedField, Words.Machine(SuggestedDue(open, now)))),
        Fields = new Dictionary<string, string> { ["cases.due-out-of-range"] = ExtendedField },
    };

    /// <summary>What is not there, and of a combination what its departments found.</summary>
    private static IEnumerable<Defect> Found(OpenCase open) => Filing.Missing(open.Guide, open.State).Select(m => new Defect(DefectKind.Material, m.Id, "missing"))
        .Concat(open.State is { Master: { } master, Correction: null } ? (master.Findings ?? []).SelectMany(f => f.Defects) : []).Distinct();

    /// <summary>Ten working days, which the clerk may change: no text fixes the period (requirements-summary §8.14).</summary>
    public static DateOnly SuggestedDue(OpenCase open, Instant now) => open.Context.Calendar.AddWorkingDays(now.Date, 10);

    /// <param name="scans">Filed files by material, where the page shows them.</param>
    public static CorrectionChoicesModel Choices(OpenCase open, IReadOnlyDictionary<string, IReadOnlyList<ScanModel>>? scans = null)
    {
        var (guide, state) = (open.Guide, open.State);
        return new CorrectionChoicesModel(
            [.. guide.Materials.Where(m => m.Source != MaterialSource.Shared && Filing.Applies(m.OnlyIf, state.Facts)).Select(m => new CorrectableModel(
                m.Id, $"《{m.Name}》", state.Present.Contains(m.Id) ? "已提交" : m.Required ? "未提交" : "选交，未提交",
                Offered(DefectKind.Material, m.Id, ["missing", .. m.Defects])) { Paper = PaperWords(m, open), Scans = scans?.GetValueOrDefault(m.Id) ?? [] })],
            [.. guide.Fields.Where(f => Filing.Applies(f.OnlyIf, state.Facts) && !CombinationRules.Chooses(guide, f.Id)).Select(f => new CorrectableModel(f.Id, f.Label, null, Offered(DefectKind.Field, f.Id, OfFields)))],
            guide.Materials.Any(m => m.PaperBasis is null && ChannelRules.MayOfferPaper(m, state, open.Context)))
        {
            Again = state.Correction is not null,
        };
    }

    private static string? PaperWords(GuideMaterial material, OpenCase open) =>
        !ChannelRules.MayOfferPaper(material, open.State, open.Context) ? null
        : material.PaperBasis is { } law ? $"须交纸质件（《{law.Law}》{law.Article}）"
        : "须交纸质件（要写明理由）";

    private static IReadOnlyList<ChoiceModel> Offered(DefectKind kind, string id, IEnumerable<string> defects) =>
        [.. defects.Distinct().Select(what => new ChoiceModel(Value(new Defect(kind, id, what)), Defects.Words[what]))];

    private static Intended Read(OpenCase open, FormReader form)
    {
        var choices = Choices(open);
        var rows = choices.Materials.Concat(choices.Fields).ToList();
        var defects = form.Choices(DefectsField, "需要补正的内容", rows.SelectMany(r => r.Defects), required: false).Select(DefectOf).ToList();
        var notes = new Dictionary<string, string>();
        var marks = new Dictionary<string, ScanMark>();
        foreach (var row in rows.Where(r => defects.Any(d => d.Id == r.Id)))
        {
            if (form.Raw(MarkField(row.Id)) is { } marked && !string.IsNullOrWhiteSpace(marked))
            {
                if (ScanMark.Parse(form.Raw(MarkFileField(row.Id)) ?? "", marked) is { } mark) marks[row.Id] = mark;
                else form.Refuse(MarkField(row.Id), $"{row.Name}圈出的位置请填五个数：页码，和占整页百分数的左、上、宽、高，如 1,10,20,30,5，方框不超出页面。", PlatformRules.Input);
            }

            if (form.Text(NoteField(row.Id), $"{row.Name}的说明", MostNote, required: false) is { Length: > 0 } note) notes[row.Id] = note;
        }

        var why = choices.Again ? form.LongText(OverrideField, "再次告知的理由", required: false) : "";
        var paper = form.Choices(PaperField, "须交纸质件的材料", choices.Materials.Where(m => m.Paper is not null).Select(m => new ChoiceModel(m.Id, m.Name)), required: false);
        var reason = form.Text(PaperReasonField, "须交纸质件的理由", MostNote, required: false);
        var act = new RequestCorrection(defects, form.Date(DueField, "补正期限") ?? default)
        {
            Again = [.. paper.Select(id => new Resubmission(id, Channel.Counter))], AgainReason = reason.Length > 0 ? reason : null,
        };
        return Noted(act, notes, why, open.Guide, marks);
    }

    private static Intended Parse(JsonElement json)
    {
        var body = json.As<Body>();
        var notes = body.Notes?.ToDictionary(n => n.Key, n => n.Value.Length <= MostNote ? n.Value : n.Value[..MostNote]) ?? [];
        var act = new RequestCorrection(body.Defects, body.Due) { Voucher = body.Voucher, Again = body.Again ?? [], AgainReason = body.AgainReason };
        return Noted(act, notes, body.Override, null, body.Marks ?? new Dictionary<string, ScanMark>());
    }

    /// <summary>The decision reads what the clerk wrote; the applicant reads besides what is to come on paper, and why.</summary>
    private static Intended Noted(RequestCorrection act, Dictionary<string, string> notes, string? why, Guide? guide, IReadOnlyDictionary<string, ScanMark> marks)
    {
        var reasons = string.IsNullOrWhiteSpace(why) ? null : why.Trim();
        act = act with { Override = reasons is not null, Notes = new Dictionary<string, string>(notes) };
        foreach (var again in act.Again)
        {
            var basis = guide?.Material(again.Material)?.PaperBasis is { } law ? $"依据：《{law.Law}》{law.Article}。" : act.AgainReason is { } reason ? $"理由：{reason.TrimEnd('。')}。" : "";
            var how = again.Through == Channel.Counter ? "请交纸质件。" : "请在网上提交。";
            notes[again.Material] = $"{notes.GetValueOrDefault(again.Material)}{how}{basis}";
        }

        return new Intended(act, notes.Count > 0 || reasons is not null || marks.Count > 0 ? new DefectNotes(notes, reasons, marks.Count > 0 ? marks : null) : null);
    }

    public static string NoteField(string id) => $"note-{id}";

    public static string MarkField(string id) => $"mark-{id}";

    public static string MarkFileField(string id) => $"mark-file-{id}";

    private static string Value(Defect defect) => $"{(defect.Kind == DefectKind.Material ? "material" : "field")}:{defect.Id}:{defect.What}";

    public static Defect DefectOf(string value)
    {
        var parts = value.Split(':');
        return new Defect(parts[0] == "material" ? DefectKind.Material : DefectKind.Field, parts[1], parts[2]);
    }

    /// <param name="Override">A supervisor's reason for telling what should have been told at first.</param>
    private sealed record Body(
        IReadOnlyList<Defect> Defects, DateOnly Due, IReadOnlyDictionary<string, string>? Notes = null, VoucherForm Voucher = VoucherForm.Electronic, string? Override = null,
        IReadOnlyList<Resubmission>? Again = null, string? AgainReason = null, IReadOnlyDictionary<string, ScanMark>? Marks = null);
}

/// <summary>补正说明: what was written to a defect, by the material's or field's id.</summary>
/// <param name="Marks">Where on the applicant's own scan, by the material's id.</param>
internal sealed record DefectNotes(IReadOnlyDictionary<string, string> Notes, string? Reasons = null, IReadOnlyDictionary<string, ScanMark>? Marks = null);
