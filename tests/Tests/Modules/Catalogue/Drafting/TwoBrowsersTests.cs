using System.Net;
using OneWindow.Catalogue;

namespace OneWindow.Tests.Modules.Catalogue.Drafting;

/// <summary>两个人同时编: two browsers at one draft, each with pages that the other has outdated; nothing that was sent is lost.</summary>
public sealed class TwoBrowsersTests
{
    private const int Each = 100;

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    /// <summary>Fields that both write, some of them in every round.</summary>
    private static readonly (string Section, string Path, string Field)[] Fields =
    [
        ("basics", "", "name"), ("basics", "", "name"), ("places", "", "channelReason/words"), ("result", "", "result/name"),
        ("materials", "materials/layout", "standard"), ("materials", "materials/layout", "name"), ("materials", "materials/rules", "standard"), ("materials", "materials/rules", "issuer"),
        ("steps", "steps/1", "actor"), ("steps", "steps/2", "name"), ("questions", "questions/1", "answer"), ("audience", "conditions/1", "text"), ("bases", "bases/1", "article"),
    ];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Of_two_hundred_edits_each_is_there_or_was_shown_as_a_choice(string database)
    {
        await using var world = await World.Start(database);
        await Drafts.Begin(world);
        var browsers = new[] { await world.SignIn("shinan-editor"), await world.SignIn("shinan-officer") };
        var sent = (await Task.WhenAll(browsers.Select((b, i) => Write(b, i)))).SelectMany(s => s).ToList();
        Assert.Equal(2 * Each, sent.Count);

        var draft = await Drafts.Read(world);
        var lines = draft.Log.Lines;
        Assert.DoesNotContain(sent, s => !lines.Exists(l => l.Path == s.Path && DraftText.Plain(l.After) == s.Value));
        Assert.NotEmpty(draft.Log.Choices);
        Assert.Equal(draft.Log.Now.Text, DraftLog.Replay(DraftDocument.Parse(draft.Row.Begun), lines).Text);

        // What is not there stands on the page as a choice, with both values and both names.
        var page = await browsers[0].Get(Drafts.Draft);
        foreach (var choice in draft.Log.Choices)
        {
            var shown = page.Page.QuerySelectorAll($"form[action='{Drafts.Draft}/choices/{choice.Number}']").Single();
            Assert.Contains(DraftText.Plain(choice.After), shown.TextContent, StringComparison.Ordinal);
            Assert.Contains(DraftText.Plain(draft.Log.Now.Get(choice.Path)), shown.TextContent, StringComparison.Ordinal);
            Assert.Matches("安思齐|庄守正", shown.TextContent);
        }

        // Chosen one after the other, each by one tap.
        var left = draft.Log.Choices.Count();
        foreach (var choice in draft.Log.Choices)
        {
            var take = choice.Number % 2 == 0 ? "yes" : "no";
            var browser = browsers[choice.Number % 3 == 0 ? 1 : 0];
            Assert.Equal(HttpStatusCode.Redirect, (await browser.Submit(await browser.Get(Drafts.Draft), $"{Drafts.Draft}/choices/{choice.Number}", ("take", take))).Status);
            left--;
        }

        draft = await Drafts.Read(world);
        Assert.Equal(0, left);
        Assert.Empty(draft.Log.Choices);
        Assert.Equal(draft.Log.Now.Text, DraftLog.Replay(DraftDocument.Parse(draft.Row.Begun), draft.Log.Lines).Text);
        // No edit went over a value that its writer had not before him.
        Assert.All(draft.Log.Lines.Where(l => l.Changed && l.Answers is null), l =>
            Assert.Equal(l.Before, DraftLog.Replay(DraftDocument.Parse(draft.Row.Begun), draft.Log.Lines.Where(k => k.Number <= l.Seen)).Get(l.Path)));
    }

    /// <summary>One writer: mostly on pages that he opened some edits ago.</summary>
    private static async Task<IReadOnlyList<(string Path, string Value)>> Write(Browser browser, int who)
    {
        var chance = new Random(7 + who);
        var pages = new Dictionary<string, Answer>();
        var sent = new List<(string, string)>();
        for (var n = 0; n < Each; n++)
        {
            var (section, item, field) = Fields[chance.Next(Fields.Length)];
            if (!pages.TryGetValue(section, out var page) || chance.Next(4) == 0) pages[section] = page = await browser.Get($"{Drafts.Draft}/{section}");
            var value = $"第{who}人第{n}次";
            var name = (item.Length == 0 ? "" : item.Replace('/', '.') + ".") + field.Replace('/', '.');
            var answer = await browser.Element(page, item, "save", (name, value));
            Assert.Equal(HttpStatusCode.Redirect, answer.Status);
            sent.Add((item.Length == 0 ? field : $"{item}/{field}", value));
        }

        return sent;
    }
}
