using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>How a person touches a page, and what each touch costs.</summary>
internal abstract class Hands(Cost cost)
{
    protected Cost Cost => cost;

    /// <summary>A link, a button, a box, a heading that unfolds.</summary>
    public abstract Task Tap(ILocator what);

    /// <summary>One of several answers.</summary>
    public abstract Task Choose(ILocator option);

    public abstract Task Write(ILocator field, string text);

    public abstract Task Attach(IPage page, ILocator field, FilePayload file);
}

/// <summary>Mouse or finger.</summary>
internal sealed class MouseHands(Cost cost) : Hands(cost)
{
    public override async Task Tap(ILocator what)
    {
        Cost.Taps++;
        await what.ClickAsync();
    }

    public override Task Choose(ILocator option) => Tap(option);

    public override async Task Write(ILocator field, string text)
    {
        Cost.Taps++;
        Cost.Typed += text.Length;
        await field.FillAsync(text);
    }

    public override async Task Attach(IPage page, ILocator field, FilePayload file)
    {
        // One tap opens the choice, another chooses.
        Cost.Taps += 2;
        await field.SetInputFilesAsync(file);
    }
}

/// <summary>
/// Tab, Shift+Tab, Enter, Space and arrows, nothing else. Wherever the focus rests on its way it must be on the screen and have its ring.
/// Moving about is not counted, acting is.
/// </summary>
internal sealed class KeyboardHands(IPage page, Cost cost) : Hands(cost)
{
    private const int MostSteps = 200;

    /// <summary>Where the focus is, as seen from a target: there, before, behind; and what is wrong with how it looks.</summary>
    private const string Look = """
        target => {
          const now = document.activeElement;
          if (!now || now === document.body) return 'before|';
          const style = getComputedStyle(now), box = now.getBoundingClientRect();
          const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none';
          const seen = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
          const wrong = now.id === 'main' || (ring && seen) ? '' : `${ring ? 'off the screen' : 'without a ring'}: ${now.outerHTML.slice(0, 120)}`;
          const same = now === target || (target.type === 'radio' && now.type === 'radio' && now.name === target.name);
          const where = same ? 'there' : now.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING ? 'behind' : 'before';
          return `${where}|${wrong}`;
        }
        """;

    public override async Task Tap(ILocator what)
    {
        await Reach(what);
        Cost.Taps++;
        var box = await what.EvaluateAsync<string>("e => e.tagName + ' ' + (e.type ?? '')");
        await page.Keyboard.PressAsync(box is "INPUT checkbox" ? "Space" : "Enter");
    }

    public override async Task Choose(ILocator option)
    {
        await Reach(option);
        if (!await IsFocused(option))
        {
            for (var i = 0; !await IsFocused(option); i++)
            {
                Assert.True(i < 20, $"Arrows do not reach {option}.");
                Cost.Taps++;
                await page.Keyboard.PressAsync("ArrowDown");
            }
        }

        if (await option.IsCheckedAsync()) return;
        Cost.Taps++;
        await page.Keyboard.PressAsync("Space");
    }

    public override async Task Write(ILocator field, string text)
    {
        await Reach(field);
        Cost.Typed += text.Length;
        await page.Keyboard.PressAsync("Control+a");
        await page.Keyboard.InsertTextAsync(text);
    }

    public override async Task Attach(IPage page, ILocator field, FilePayload file)
    {
        Cost.Taps += 2;
        var chooser = await Opened(page, field, "Enter") ?? await Opened(page, field, "Space")
            ?? throw new TimeoutException("Neither Enter nor Space opened the choice of files.");
        await chooser.SetFilesAsync(file);
    }

    /// <summary>On a busy machine the browser drops a key that arrives before the page's first picture; a person presses again.</summary>
    private async Task<IFileChooser?> Opened(IPage page, ILocator field, string key)
    {
        await Reach(field);
        try
        {
            return await page.RunAndWaitForFileChooserAsync(() => page.Keyboard.PressAsync(key), new PageRunAndWaitForFileChooserOptions { Timeout = 10_000 });
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static Task<bool> IsFocused(ILocator what) => what.EvaluateAsync<bool>("e => e === document.activeElement");

    private async Task Reach(ILocator target)
    {
        await target.WaitForAsync();
        for (var i = 0; i < MostSteps; i++)
        {
            var (where, wrong) = await target.EvaluateAsync<string>(Look) is var seen && seen.IndexOf('|', StringComparison.Ordinal) is var at
                ? (seen[..at], seen[(at + 1)..])
                : default;
            Assert.True(wrong.Length == 0, $"On {page.Url} the focus is {wrong}");
            if (where == "there") return;
            var skips = i == 1 && await page.EvaluateAsync<bool>("() => document.activeElement.classList.contains('skip-link')")
                && await target.EvaluateAsync<bool>("e => !!e.closest('main')");
            await page.Keyboard.PressAsync(skips ? "Enter" : where == "behind" ? "Shift+Tab" : "Tab");
        }

        Assert.Fail($"On {page.Url} no number of tabs reaches {target}.");
    }
}
