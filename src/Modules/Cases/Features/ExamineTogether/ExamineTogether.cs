using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Parts">The reader's own parts.</param>
/// <param name="Rows">What they need, with the defects that may be named in it.</param>
public sealed record ExaminationChoicesModel(IReadOnlyList<ChoiceModel> Parts, IReadOnlyList<CorrectableModel> Rows, string? Until);

/// <summary>会审 (重庆办法 第二十四条): a department says before the acceptance of a combination what its part lacks, or that nothing is; the lead tells it all in one notice.</summary>
internal static class ExamineTogether
{
    public const string PartField = "examined-part";
    public const string DefectsField = "examined-defects";

    public static WorkAct Act { get; } = new(nameof(ExaminePart), "examination", CaseReach.Reviewers, Read, json => json.As<Body>() is var body
        ? new Intended(new ExaminePart(body.Part, body.Defects), body.Notes is { Count: > 0 } notes ? new DefectNotes(notes) : null)
        : throw new JsonException())
    {
        Fields = new Dictionary<string, string> { ["cases.not-in-guide"] = DefectsField, ["cases.not-your-part"] = PartField },
    };

    public static ExaminationChoicesModel Choices(OpenCase open, Actor actor)
    {
        var own = open.State.Master!.Parts.Where(p => p.Organisation == actor.Organisation).Select(p => p.Id).ToHashSet();
        var all = AskForCorrection.Choices(open);
        return new ExaminationChoicesModel(
            [.. own.Select(id => new ChoiceModel(id, CombinedWords.Name(open.Guide, id)))],
            [
                .. all.Materials.Where(m => own.Any(p => ExaminationRules.Needs(open.Guide, p, DefectKind.Material, m.Id))),
                .. all.Fields.Where(f => own.Any(p => ExaminationRules.Needs(open.Guide, p, DefectKind.Field, f.Id))),
            ],
            ExaminationRules.Until(open.State, open.Context) is { } until ? Words.Of(until) : null);
    }

    private static Intended Read(OpenCase open, FormReader form)
    {
        var parts = open.State.Master?.Parts.Select(p => new ChoiceModel(p.Id, CombinedWords.Name(open.Guide, p.Id))) ?? [];
        var part = form.Choice(PartField, "哪个事项", [.. parts]);
        var all = AskForCorrection.Choices(open);
        var rows = all.Materials.Concat(all.Fields).ToList();
        var defects = form.Choices(DefectsField, "需要补正的内容", rows.SelectMany(r => r.Defects), required: false).Select(AskForCorrection.DefectOf).ToList();
        var notes = new Dictionary<string, string>();
        foreach (var row in rows.Where(r => defects.Any(d => d.Id == r.Id)))
        {
            if (form.Text(AskForCorrection.NoteField(row.Id), $"{row.Name}的说明", AskForCorrection.MostNote, required: false) is { Length: > 0 } note) notes[row.Id] = note;
        }

        return new Intended(new ExaminePart(part, defects), notes.Count > 0 ? new DefectNotes(notes) : null);
    }

    private sealed record Body(string Part, IReadOnlyList<Defect> Defects, IReadOnlyDictionary<string, string>? Notes = null);
}
