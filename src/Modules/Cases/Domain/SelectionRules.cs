using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>批量办理: which cases may be acted on together. Each is then decided by itself; refusals are never among it.</summary>
internal static class SelectionRules
{
    public const int Most = 50;

    /// <summary>What may be done to a selection, by the lifecycle's names. What takes something from an applicant is done one by one.</summary>
    public static IReadOnlyList<string> Acts { get; } = [nameof(Accept), nameof(BeginReview), nameof(Approve)];

    /// <param name="stages">The article by which what is no on-the-spot case is reviewed first.</param>
    public static Refusal? MayTogether(IReadOnlyCollection<Guide> chosen, Citation stages)
    {
        if (chosen.Count == 0) return Nothing;
        if (chosen.Count > Most) return TooMany(chosen.Count);
        if (chosen.Select(g => g.Item).Distinct().Count() > 1)
        {
            return new Refusal("cases.selection-mixed", $"勾选的件属于不同的事项（{string.Join('、', chosen.Select(g => g.Name).Distinct())}）。一次只能一起办同一事项的件，请分开勾选。", PlatformRules.Order);
        }

        return chosen.All(g => g.OnTheSpot) ? null : new Refusal("cases.selection-not-on-the-spot", "只有即办件可以一起办。本事项要先审查、再决定，请逐件办理。", stages);
    }

    public static Refusal Nothing { get; } = new("cases.selection-empty", "还没有勾选办件。请回到列表，勾选要一起办的件。", PlatformRules.Input);

    public static Refusal TooMany(int chosen) => new("cases.selection-too-many", $"一次最多一起办 {Most} 件，您勾选了 {chosen} 件。请去掉 {chosen - Most} 件，分两次办理。", PlatformRules.Capacity);
}
