using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>补正, 不予受理, 容缺补齐.</summary>
internal sealed partial class NaiveCase
{
    /// <summary>T4: once, everything, with a last day, only what the guide asks; not where tolerance is a duty.</summary>
    private Action WhenTold(Actor by, RequestCorrection act, List<string> against)
    {
        From(against, CaseStatus.Submitted);
        Unless(!ItemIsClosed, "item-closed", against);
        Unless(Window(by), "not-yours", against);
        // 一次性告知 (青岛办法 第二十三条, 重庆办法 第十八条): what came anew may be faulted once more, and nothing else.
        Unless(!Told || (!toldAgain && act.Defects.All(d => d.Kind == DefectKind.Material && d.What != "missing" && anew.Contains(d.Id))), "told-already", against);
        Unless(act.Defects.Count > 0, "nothing-to-correct", against);
        Unless(act.Defects.All(InGuide), "not-in-guide", against);
        // What was promised in writing stands for its proof (重庆办法 第二十三条).
        Unless(!act.Defects.Any(d => d.Kind == DefectKind.Material && Promised.Contains(d.Id)), "promised-instead", against);
        Unless(Missing.All(id => act.Defects.Any(d => d.Kind == DefectKind.Material && d.Id == id)), "defect-not-told", against);
        // 容缺 is for what is absent and for what needs mending (鄠邑细则 第十三条(三): 补正、更正), so long as none of it is a main material.
        Unless(!(law.MustTolerate && Missing.All(MayFollow) && act.Defects.All(d => d.Kind == DefectKind.Material && MayFollow(d.Id))), "must-tolerate", against);
        Unless(act.Due > Today, "due-out-of-range", against);
        // 重庆办法 第十七条: complete and of the legal form it is accepted on the spot; what is not of the form may be told (第十八条).
        var green = law == LocalLaw.Chongqing && channel == Channel.Counter && !Told && Missing.Count == 0 && act.Defects.All(d => d is { Kind: DefectKind.Material, What: "missing" });
        Unless(!green, "accept-on-the-spot", against);
        // 行政许可法 第三十二条(四): after five days in silence nothing can be told any more, in whatever state the materials are.
        Unless(Told || !SilenceHasSpoken || Alerts.Contains(Alert.ItemClosed), "told-too-late", against);
        return () =>
        {
            toldAgain = Told;
            (Status, Told, NoticeDue) = (CaseStatus.CorrectionRequired, true, act.Due);
            anew.Clear();
            Unmended.AddRange(act.Defects);
        };
    }

    private bool InGuide(Defect defect) => defect.Kind == DefectKind.Material
        ? guide.Material(defect.Id) is { } material && material.Defects.Contains(defect.What)
        : guide.Fields.Any(f => f.Id == defect.Id);

    /// <summary>T9b: staff may give more time, but where the lapse is law (重庆办法 第十八条).</summary>
    private Action WhenGivenTime(Actor by, ExtendCorrectionPeriod act, List<string> against)
    {
        From(against, CaseStatus.CorrectionRequired);
        Unless(Window(by), "not-yours", against);
        Unless(!law.LateCorrectionIsWithdrawal, "lapse-is-law", against);
        Unless(act.Due > Today && act.Due > NoticeDue, "due-out-of-range", against);
        return () => NoticeDue = act.Due;
    }

    /// <summary>T8, T8b.</summary>
    private Action WhenMended(Actor by, FileCorrection act, List<string> against)
    {
        From(against, CaseStatus.CorrectionRequired);
        Unless(Applicant(by) || AtACounter(by), "not-yours", against);
        Unless(act.Files.Count + act.Mended.Count > 0, "nothing-filed", against);
        Unless(act.Files.All(f => guide.Material(f.Material) is not null), "material-unknown", against);
        return () =>
        {
            foreach (var file in act.Files) Present.Add(file.Material);
            anew.UnionWith(act.Files.Select(f => f.Material));
            Unmended.RemoveAll(d => d.Kind == DefectKind.Material ? act.Files.Any(f => f.Material == d.Id) : act.Mended.Contains(d.Id));
            if (Unmended.Count > 0) return;
            (Status, mended) = (CaseStatus.Submitted, Today);
        };
    }

    /// <summary>T6: with its reasons, on a ground of the place; for incompleteness alone never a licence, and nobody before he was told and the time lapsed.</summary>
    private Action WhenTurnedAway(Actor by, RefuseAcceptance act, List<string> against)
    {
        From(against, CaseStatus.Submitted, CaseStatus.CorrectionRequired);
        Unless(Window(by), "not-yours", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        if (act.Ground == "no-longer-required")
        {
            // T26: exactly while the item is closed, in every place.
            Unless(ItemIsClosed, "item-open", against);
            return () => Status = CaseStatus.NotAccepted;
        }

        var grounds = Licence ? law.LicenceGrounds : law.OtherGrounds;
        // Where no text names grounds staff decide, on any, in writing (青岛办法 第二十六条: 作出受理或不予受理的决定).
        if (grounds is not null && !grounds.Contains(act.Ground)) against.AddRange(["ground-not-listed", "licence-not-for-incompleteness", "no-ground"]);
        Unless(act.Ground != "out-of-powers" || !string.IsNullOrWhiteSpace(act.CompetentBody), "competent-body-missing", against);
        // 行政许可法 第七十八条: concealed or false materials need a finding with evidence.
        Unless(act.Ground != "false-materials" || act.Finding is { Items.Count: > 0, Evidence.Length: > 0 }, "finding-missing", against);
        // 青岛办法 第二十六条, 鄠邑细则 第十三条(三): while everything lacking may follow, refusing is not offered at all (QD-26-2, HY-13-7).
        Unless(!(law.MustTolerate && TolerancesFit), "must-tolerate", against);
        if (act.Ground == "not-tolerable")
        {
            Unless(Missing.Count + Unmended.Count > 0, "no-ground", against);
            Unless(Status == CaseStatus.CorrectionRequired && Today > NoticeDue, "correct-first", against);
        }

        return () => Status = CaseStatus.NotAccepted;
    }

    /// <summary>T13. In Chongqing the promise counts from the full supplement (第十九条).</summary>
    private Action WhenSupplied(Actor by, FileSupplement act, List<string> against)
    {
        From(against, CaseStatus.Accepted, CaseStatus.UnderReview);
        Unless(Applicant(by) || AtACounter(by), "not-yours", against);
        Unless(Owed.Count > 0, "nothing-outstanding", against);
        Unless(act.Files.Count > 0, "nothing-filed", against);
        Unless(act.Files.All(f => Owed.Contains(f.Material)), "material-unknown", against);
        return () =>
        {
            foreach (var file in act.Files)
            {
                Present.Add(file.Material);
                Owed.Remove(file.Material);
            }

            if (Owed.Count == 0) Promise ??= Clock(Today, guide.PromisedLimit);
        };
    }
}
