using Microsoft.Extensions.DependencyInjection;
using OneWindow.Catalogue;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue.Requests;

/// <summary>A change as people make it: asked for, agreed on, published.</summary>
internal static class RequestStory
{
    /// <returns>The request's identifier.</returns>
    public static async Task<string> Ask(this Browser editor, string item, RequestKind kind, ListReason reason, string from, string why, string? to = null)
    {
        var form = await editor.Get($"{FileRequest.Path}?item={item}");
        var asked = await editor.Submit(form, FileRequest.Path, ("kind", $"{kind}"), ("reason", $"{reason}"), ("from", from), ("why", why), ("to", to ?? ""));
        Assert.True(asked.Location?.StartsWith($"{ListRequests.Path}/", StringComparison.Ordinal) == true, asked.Text("main"));
        return asked.Location![(ListRequests.Path.Length + 1)..];
    }

    public static async Task<Answer> Step(this Browser who, string id, string step, params (string Name, string Value)[] fields)
    {
        var page = await who.Get($"{ListRequests.Path}/{id}");
        var seen = page.Page.QuerySelector("input[name=seen]")?.GetAttribute("value") ?? "";
        return await who.Post($"{ListRequests.Path}/{id}/{step}", [("seen", seen), .. fields]);
    }

    public static async Task Done(this Task<Answer> step)
    {
        var answer = await step;
        Assert.True(answer.Location?.StartsWith(ListRequests.Path, StringComparison.Ordinal) == true, $"{answer.Status} {answer.Text("main")}");
    }

    /// <summary>Edits the draft of the request's item as the editor's pages do.</summary>
    public static async Task Draft(this World world, string id, string item, Actor actor, params (string Path, string? After)[] edits)
    {
        await using var scope = world.Services.CreateAsyncScope();
        var drafts = scope.ServiceProvider.GetRequiredService<GuideDrafts>();
        var cancel = TestContext.Current.CancellationToken;
        var draft = (await drafts.Read(id, item, cancel))!;
        var made = await drafts.Apply(id, item, [.. edits.Select(e => new DraftEdit(e.Path, draft.Log.Now.Get(e.Path), e.After))], draft.Log.Revision, actor, cancel);
        Assert.True(made.Try(out _, out var why), why?.Message);
    }

    /// <summary>取消、移交 through a request that everybody agrees on: the shortest way for stories about what comes after.</summary>
    public static async Task End(this World world, string editor, string officer, string item, RequestKind kind, string from, string why, string? to = null)
    {
        var department = await world.SignIn(editor);
        var id = await department.Ask(item, kind, kind == RequestKind.Cancel ? ListReason.Cancel : ListReason.Delegate, from, why, to);
        await department.Step(id, "submission").Done();
        var office = await world.SignIn(officer);
        await office.Step(id, "review", ("view", "agree"), ("words", "")).Done();
        await office.Step(id, "publication").Done();
    }
}
