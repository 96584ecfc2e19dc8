using System.Collections.Concurrent;
using System.Text;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>What is looked at on every page that a story reaches: its width, axe, the sizes of 长辈模式; and a picture, if pictures are asked for.</summary>
internal sealed class Glance(Way way, string who, Tally tally)
{
    private static readonly string? Shots = Environment.GetEnvironmentVariable("ONEWINDOW_SHOTS") is { Length: > 0 } shots ? shots : null;

    /// <summary>By how much the page is wider than the screen, and what sticks out.</summary>
    private const string TooWide = """
        () => {
          const screen = document.documentElement.clientWidth, over = document.documentElement.scrollWidth - screen;
          if (over <= 0) return '';
          const out = [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > screen + .5);
          return `${over} px wider than the screen: ${out.slice(-2).map(e => e.outerHTML.slice(0, 120)).join(' and ')}`;
        }
        """;

    /// <summary>Text from 18 px, main targets from 60 px, no status by colour alone: what is amiss, a line each.</summary>
    private const string Elders = """
        () => {
          const wrong = new Set();
          const shown = e => { const b = e.getBoundingClientRect(); return b.width > 1 && b.height > 1 && e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.closest('.visually-hidden, .skip-link'); };
          const name = e => `${e.tagName.toLowerCase()}.${[...e.classList].join('.')} “${(e.innerText ?? e.textContent ?? '').trim().slice(0, 24)}”`;
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const e = walk.currentNode.parentElement;
            if (!walk.currentNode.data.trim() || !shown(e) || e.closest('script, style, option')) continue;
            const svg = e.closest('svg');
            const scale = svg?.viewBox?.baseVal?.width ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 1;
            const size = parseFloat(getComputedStyle(e).fontSize) * scale;
            if (size < 17.95) wrong.add(`text of ${size.toFixed(1)} px: ${name(e)}`);
          }
          for (const e of document.querySelectorAll('.btn, .form-control:not([type=file]), .form-select, .choice label, .doors a, .places a, .door')) {
            if (shown(e) && e.getBoundingClientRect().height < 59.5) wrong.add(`target of ${e.getBoundingClientRect().height.toFixed(0)} px: ${name(e)}`);
          }
          for (const e of document.querySelectorAll('.tag, .light, .notice, .field-error, .error-summary')) {
            if (shown(e) && !(e.querySelector('svg') && e.innerText.trim())) wrong.add(`colour alone: ${name(e)}`);
          }
          for (const e of document.querySelectorAll('main p a, main li a, main dd a, main td a')) {
            const s = getComputedStyle(e);
            if (shown(e) && !e.matches('.btn') && !s.textDecorationLine.includes('underline') && s.borderBottomStyle === 'none') wrong.add(`a link by colour alone: ${name(e)}`);
          }
          return [...wrong];
        }
        """;

    /// <summary>The page without its words: every element with its classes and roles and the names of its other attributes, at this width.</summary>
    private const string Skeleton = """
        () => `${innerWidth} ` + [...document.querySelectorAll('*')].map(e =>
          e.tagName + '.' + e.className + [...e.attributes].map(a => a.name + (a.name === 'role' || a.name === 'type' ? '=' + a.value : '')).join()).join(' ')
        """;

    /// <summary>Skeletons that axe has looked at: it judges structure and style, so the same one with other words would be told the same.</summary>
    private static readonly ConcurrentDictionary<string, bool> Seen = new(StringComparer.Ordinal);

    private int pages;
    private bool large;

    public async Task At(IPage page)
    {
        pages++;
        if (Shots is not null) await Shoot(page);
        if (await page.EvaluateAsync<string>(TooWide) is { Length: > 0 } wide) tally.Finds(page.Url, wide);
        if (way.Elders && await IsLarge(page))
        {
            foreach (var wrong in await page.EvaluateAsync<string[]>(Elders)) tally.Finds(page.Url, wrong);
        }

        if (way.Axe) await Axe(page);
    }

    /// <summary>Every person begins in ordinary text, and once it is large it stays so.</summary>
    private async Task<bool> IsLarge(IPage page)
    {
        var now = await page.EvaluateAsync<bool>("() => document.documentElement.classList.contains('large')");
        if (large && !now) tally.Finds(page.Url, "the page is not in large text");
        return large |= now;
    }

    private async Task Axe(IPage page)
    {
        if (!Seen.TryAdd(await page.EvaluateAsync<string>(Skeleton), true)) return;
        var result = await page.RunAxe();
        foreach (var violation in result.Violations)
        {
            var words = new StringBuilder($"axe {violation.Id}: {violation.Help}");
            foreach (var node in violation.Nodes.Take(3)) words.Append($"\n    {node.Html}");
            tally.Finds(page.Url, words.ToString());
        }
    }

    private async Task Shoot(IPage page)
    {
        Directory.CreateDirectory(Shots!);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{Shots}/{way.Name.Replace(' ', '-')}-{who}-{pages:00}.png", FullPage = true });
    }
}
