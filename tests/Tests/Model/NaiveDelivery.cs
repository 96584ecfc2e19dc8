using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Model;

/// <summary>寄递, 没有送到, 改用别的方式, 缴费 (T20, T21, T21b; 青岛办法 第二十八条、第二十九条).</summary>
internal sealed partial class NaiveCase
{
    /// <summary>How often it did not arrive.</summary>
    public int Failures;

    /// <summary>A courier has it and has not said what became of it.</summary>
    public bool Carried;

    private readonly Dictionary<string, (string Fee, bool Cleared)> charges = [];
    private DateOnly? clearedOn;

    /// <summary>What the guide asks for the result and nobody has paid.</summary>
    private bool FeeDue => granted && guide.Fees.Any(fee => charges.Values.Where(c => c.Fee == fee.Name).ToList() is var asked && (asked.Count == 0 || asked.Any(c => !c.Cleared)));

    /// <summary>行政许可法 第四十四条 counts from the decision; the house's own days wait for the payment.</summary>
    private DateOnly? HandOverFrom => Licence ? decided : FeeDue ? null : clearedOn > decided ? clearedOn : decided;

    /// <summary>Nobody's word counts while the courier has it; then his: delivered is proof, and what failed opens another way.</summary>
    /// <param name="act">Its Begun is 1 for the parcel of this delivery, 0 for that of an earlier one.</param>
    private Action WhenTheCourierTells(Actor by, RecordParcel act, List<string> against)
    {
        From(against, CaseStatus.Delivering);
        Unless(by.Role == Role.System, "not-yours", against);
        Unless(act.Begun == 1 && sentBy == DeliveryMode.Post, "parcel-over", against);
        return () =>
        {
            Carried = act.Step == ParcelStep.Sent;
            if (act.Step == ParcelStep.Failed) Failures++;
            if (act.Step == ParcelStep.Delivered) Status = CaseStatus.Closed;
        };
    }

    private Action WhenItDidNotArrive(Actor by, RecordAttempt act, List<string> against)
    {
        From(against, CaseStatus.Delivering);
        Unless(Window(by) || Reviewers(by), "not-yours", against);
        Unless(!Carried, "parcel-on-its-way", against);
        Unless(act.Paper is not null, "reasons-missing", against);
        return () => Failures++;
    }

    private Action WhenSentAnotherWay(Actor by, ChangeDelivery act, List<string> against)
    {
        From(against, CaseStatus.Delivering);
        Unless(Window(by) || Reviewers(by), "not-yours", against);
        Unless(!Carried, "parcel-on-its-way", against);
        Unless(Failures > 0, "no-failed-attempt", against);
        Unless(guide.Deliveries.Contains(act.Mode), "mode-not-offered", against);
        return () => sentBy = act.Mode;
    }

    /// <summary>Only what is published is charged; it is heard of also when the case has ended.</summary>
    private Action WhenFeesMove(Actor by, RecordFee act, List<string> against)
    {
        Unless(by.Role == Role.System, "not-yours", against);
        if (act.Step == FeeStep.Charged) Unless(guide.Fees.Any(f => f.Name == act.Fee), "fee-not-published", against);
        else Unless(charges.ContainsKey(act.Charge), "fee-unknown", against);
        return () =>
        {
            if (act.Step == FeeStep.Charged) charges.TryAdd(act.Charge, (act.Fee, false));
            if (act.Step is not (FeeStep.Paid or FeeStep.Waived) || charges[act.Charge].Cleared) return;
            charges[act.Charge] = (charges[act.Charge].Fee, true);
            clearedOn = Today;
        };
    }
}
