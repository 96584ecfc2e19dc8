using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>The spine of an application: its pages in order, and how far each is.</summary>
internal static class ApplicationTasks
{
    public const string MaterialsPage = "materials";

    public static IReadOnlyList<TaskModel> Of(Draft draft, IReadOnlyList<StoredFile> files)
    {
        var tasks = new List<TaskModel>();
        var counting = ApplicationForm.Counting(draft.Guide, draft.Content.Answers);
        foreach (var check in ApplicationForm.Check(draft.Guide, draft.Content.Answers))
        {
            if (check.Step.Id == ApplicationForm.DeliveryPage) tasks.Add(Materials(draft, counting, files));
            tasks.Add(new TaskModel(check.Step.Title, PathOf(draft, check.Step.Id), StandingOf(draft, check)));
        }

        var open = tasks.Count(t => t.Standing != TaskStanding.Done && t.Path != PathOf(draft, MaterialsPage));
        tasks.Add(new TaskModel(
            "核对并提交", $"/drafts/{draft.Id}/check", open == 0 ? TaskStanding.NotStarted : TaskStanding.Blocked, open == 0 ? null : $"先填完上面 {open} 项，再核对提交。"));
        return tasks;
    }

    public static string PathOf(Draft draft, string page) =>
        page == MaterialsPage ? $"/drafts/{draft.Id}/materials" : $"/drafts/{draft.Id}/steps/{page}";

    /// <summary>The page that follows: form, materials, delivery, check.</summary>
    public static string After(Draft draft, string page)
    {
        var counting = ApplicationForm.Counting(draft.Guide, draft.Content.Answers);
        var asked = Order(draft.Guide).Where(id => id == MaterialsPage || id == page || ApplicationForm.IsAsked(draft.Guide, ApplicationForm.Page(draft.Guide, id)!, counting)).ToList();
        var next = asked.IndexOf(page) + 1;
        return next < asked.Count ? PathOf(draft, asked[next]) : $"/drafts/{draft.Id}/check";
    }

    /// <summary>Which page this is, of how many.</summary>
    public static string PositionOf(Draft draft, string page)
    {
        var counting = ApplicationForm.Counting(draft.Guide, draft.Content.Answers);
        var asked = Order(draft.Guide).Where(id => id == MaterialsPage || id == page || ApplicationForm.IsAsked(draft.Guide, ApplicationForm.Page(draft.Guide, id)!, counting)).ToList();
        return $"第 {asked.IndexOf(page) + 1} 步，共 {asked.Count + 1} 步";
    }

    private static IEnumerable<string> Order(Guide guide) => [.. guide.Form.Select(s => s.Id), MaterialsPage, ApplicationForm.DeliveryPage];

    private static TaskStanding StandingOf(Draft draft, CheckedPage check) => (draft.Content.Mark(check.Step.Id), check.Ok) switch
    {
        (null, _) => TaskStanding.NotStarted,
        ({ Passed: true }, true) => TaskStanding.Done,
        ({ Passed: true }, false) => TaskStanding.Wrong,
        _ => TaskStanding.Doing,
    };

    private static TaskModel Materials(Draft draft, IReadOnlyDictionary<string, string> counting, IReadOnlyList<StoredFile> files)
    {
        var missing = Filing.Missing(draft.Guide, counting, ApplicationForm.Present(draft.Guide, counting, files));
        var standing = draft.Content.Mark(MaterialsPage) is { Passed: true } ? missing.Count == 0 ? TaskStanding.Done : TaskStanding.Doing
            : files.Any(f => !FieldFiles.IsOne(f.Material)) ? TaskStanding.Doing
            : TaskStanding.NotStarted;
        return new TaskModel("上传材料", PathOf(draft, MaterialsPage), standing, missing.Count == 0 ? null : $"还缺 {missing.Count} 项必要材料。");
    }
}
