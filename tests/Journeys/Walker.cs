using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>
/// One person of a story at a browser of their own. Everything goes by what is on the page: links, buttons and fields by their words. Counts
/// what it costs the person, and has every page that is reached looked over.
/// </summary>
internal sealed class Walker : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Kept = """
        async () => {
          const kept = ['storages', JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })];
          const answer = request => new Promise((done, fail) => { request.onsuccess = () => done(request.result); request.onerror = () => fail(request.error); });
          for (const { name } of await indexedDB.databases()) {
            const database = await answer(indexedDB.open(name));
            for (const store of database.objectStoreNames) {
              const rows = database.transaction(store).objectStore(store);
              kept.push(name, store, JSON.stringify(await answer(rows.getAllKeys())), JSON.stringify(await answer(rows.getAll())));
            }
            database.close();
          }
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) kept.push(request.url, await (await cache.match(request)).text());
          }
          return kept.join(' | ');
        }
        """;

    private readonly IBrowserContext context;
    private readonly Way way;
    private readonly Hands hands;
    private readonly Glance glance;
    private readonly Cost cost;
    private readonly List<string> faults = [];

    private Walker(IBrowserContext context, IPage page, Way way, string who, Tally tally)
    {
        (this.context, Page, this.way) = (context, page, way);
        cost = tally.Of(who);
        hands = way.Keyboard ? new KeyboardHands(page, cost) : new MouseHands(cost);
        glance = new Glance(way, who, tally);
        page.PageError += (_, words) => faults.Add($"script failed on {page.Url}: {words}");
        page.Console += (_, said) =>
        {
            // "Failed to load": a refused form (422) and a network that was cut are part of stories.
            if (said.Type == "error" && !said.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)) faults.Add($"console on {page.Url}: {said.Text}");
        };
        page.Response += (_, answer) =>
        {
            if (answer.Status >= 500) faults.Add($"{answer.Status} from {answer.Url}");
        };
    }

    public IPage Page { get; }

    public IBrowserContext Context => context;

    public static async Task<Walker> Enter(Chromium chromium, House house, Way way, string who, Tally tally)
    {
        var context = await chromium.Browser.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = house.Url.ToString(),
            ViewportSize = new ViewportSize { Width = way.Width, Height = way.Height },
            HasTouch = way.Width < 768,
            IsMobile = way.Width < 768,
            JavaScriptEnabled = way.Script,
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            AcceptDownloads = true,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        return new Walker(context, await context.NewPageAsync(), way, who, tally);
    }

    /// <summary>Types an address: the beginning of a story, or a link in a message.</summary>
    public async Task Open(string path)
    {
        var answer = await Page.GotoAsync(path);
        Assert.True(answer!.Ok, $"{path} answered {answer.Status}.");
        await Arrive();
    }

    /// <summary>Looks again: time has passed.</summary>
    public async Task Reload()
    {
        await Page.ReloadAsync();
        await Arrive();
    }

    public ILocator Link(string words) => Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = words }).First;

    public ILocator Button(string words) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = words }).First;

    /// <summary>A form also bears its label: only what can be filled in is meant.</summary>
    public ILocator Field(string label) => Page.GetByLabel(label).And(Page.Locator("input, textarea, select")).First;

    /// <summary>A tap that leads to another page.</summary>
    public async Task Go(ILocator to)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        Page.Load += Loaded;
        try
        {
            await Named(to, () => hands.Tap(to));
            await loaded.Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{way}: {to} led nowhere from {Page.Url}: {await Main()}");
        }
        finally
        {
            Page.Load -= Loaded;
        }

        await Arrive();
    }

    public Task Follow(string link) => Go(Link(link));

    public Task Press(string button) => Go(Button(button));

    /// <summary>A tap on this page: unfolds, ticks.</summary>
    public Task Tap(ILocator what) => Named(what, () => hands.Tap(what));

    public Task Tick(string label) => Tap(Field(label));

    public async Task Choose(string question, string answer)
    {
        var option = Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = question })
            .GetByRole(AriaRole.Radio, new LocatorGetByRoleOptions { Name = answer, Exact = true });
        await Named(option, () => hands.Choose(option));
        Assert.True(await option.IsCheckedAsync(), $"{way}: {answer} did not stay chosen.");
    }

    public async Task Write(string label, string text)
    {
        var field = Field(label);
        await Named(field, () => hands.Write(field, text));
        Assert.Equal(text, await field.InputValueAsync());
    }

    /// <summary>The same for a field that is known by more than its label.</summary>
    public Task Write(ILocator field, string text) => Named(field, () => hands.Write(field, text));

    /// <summary>One of several answers, known by more than its question.</summary>
    public Task Choose(ILocator option) => Named(option, () => hands.Choose(option));

    /// <summary>Chooses a file; with script it is there when this returns, without it travels with the form.</summary>
    public async Task Attach(string label, string name, byte[] content)
    {
        var field = Field(label);
        await Named(field, () => hands.Attach(Page, field, new FilePayload { Name = name, MimeType = "application/pdf", Buffer = content }));
        if (way.Script) await Sees($"已上传：{name}");
    }

    /// <summary>What a link leads to that is no page: its bytes.</summary>
    public async Task<byte[]> Fetch(ILocator link)
    {
        cost.Taps++;
        var path = await link.GetAttributeAsync("href");
        var answer = await context.APIRequest.GetAsync(new Uri(new Uri(Page.Url), path).ToString());
        Assert.True(answer.Ok, $"{path} answered {answer.Status}.");
        return await answer.BodyAsync();
    }

    public async Task<byte[]> Download(string link)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Tap(Link(link)));
        return await File.ReadAllBytesAsync(await download.PathAsync());
    }

    /// <summary>The words are on the page, or come within the usual patience.</summary>
    public async Task Sees(string words)
    {
        try
        {
            await Page.GetByText(words).First.WaitForAsync(new LocatorWaitForOptions { Timeout = 15_000 });
        }
        catch (TimeoutException)
        {
            Assert.Fail($"{way}: “{words}” is not on {Page.Url}. It says: {await Main()}");
        }
    }

    /// <summary>What scripts may keep in this browser (both storages, databases, caches with their answers) holds none of these words.</summary>
    public async Task KeepsNothingOf(params string[] words)
    {
        var kept = await Page.EvaluateAsync<string>(Kept);
        Assert.True(kept.StartsWith("storages", StringComparison.Ordinal), kept);
        foreach (var word in words) Assert.False(kept.Contains(word, StringComparison.Ordinal), $"{way}: the browser keeps “{word}” after {Page.Url}: {kept}");
    }

    public async Task<string> Main() =>
        await Page.Locator("main").CountAsync() == 0 ? await Page.ContentAsync() : string.Join(' ', (await Page.Locator("main").InnerTextAsync()).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task Named(ILocator what, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception e) when (e is TimeoutException or PlaywrightException)
        {
            Assert.Fail($"{way}: could not use {what} on {Page.Url}: {e.Message.Split('\n')[0]}\nThe page says: {await Main()}");
        }
    }

    private async Task Arrive()
    {
        cost.Pages++;
        await glance.At(Page);
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
