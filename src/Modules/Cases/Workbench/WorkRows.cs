using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>A case as one row of a work list.</summary>
/// <param name="Groups">The number in the parts in which it is read.</param>
/// <param name="Why">Why it is in this list, in one line.</param>
public sealed record WorkRowModel(
    string Number, IReadOnlyList<string> Groups, string Item, string Applicant, string Status, Lamp Lamp, string Left, string Why, DateOnly Received, DateOnly? Due)
{
    /// <summary>即办件: it may be put on a selection.</summary>
    public bool OnTheSpot { get; init; }
}

/// <summary>Rows put into words: one question for all names, everything else from memory.</summary>
internal sealed class WorkRows(CaseDesk desk, ISubjects subjects, TimeProvider clock)
{
    public const string Erased = "（已删除）";

    public async Task<IReadOnlyList<WorkRowModel>> Of(IReadOnlyList<Listing> rows, CancellationToken cancel)
    {
        var names = await subjects.MaskedNames([.. rows.Select(r => r.Subject).Distinct()], cancel);
        var now = clock.Now();
        var models = new List<WorkRowModel>(rows.Count);
        foreach (var open in await desk.Open(rows, cancel))
        {
            var light = CaseLights.Of(open, now);
            models.Add(new WorkRowModel(
                open.Number.ToString(), GroupsOf(open.Number), open.Guide.Name, names.GetValueOrDefault(open.State.Subject, Erased), open.State.Status.Words(),
                light.Lamp, light.Words, WhyOf(open), open.State.ReceivedAt.Date, light.Due)
            {
                OnTheSpot = open.Guide.OnTheSpot && open.State.Status.BeforeDecision(),
            });
        }

        return models;
    }

    private static string WhyOf(OpenCase open) => open.State.Work?.Held is null ? CaseReasons.Of(open) : $"{CaseReasons.Of(open)}；{open.Context.HolderName ?? "已离岗人员"}领办";

    public static IReadOnlyList<string> GroupsOf(CaseNumber number) => number.Grouped.Split(' ');
}
