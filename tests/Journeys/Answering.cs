using Microsoft.Playwright;

namespace OneWindow.Journeys;

/// <summary>Fills in an application as it is asked, whatever its guide asks: what the story gives by a part of the question's words, the rest as its kind allows.</summary>
internal static class Answering
{
    /// <summary>What a person sees of a field.</summary>
    private const string Asked = """
        e => {
          const group = e.closest('fieldset'), label = e.labels && e.labels[0];
          const question = e.type === 'radio' ? group?.querySelector('legend')?.innerText : label?.innerText;
          return [e.tagName.toLowerCase(), e.type, e.name, (question || '').trim(), e.inputMode || '', (label?.innerText || '').trim(), e.value, e.checked ? '1' : ''].join('\u0001');
        }
        """;

    /// <summary>From the list of tasks to the page that shows everything once more.</summary>
    public static async Task Whole(Walker who, params (string Question, string Answer)[] given)
    {
        await who.Go(who.Page.Locator(".task-list a").First);
        for (var pages = 0; !who.Page.Url.Contains("/check", StringComparison.Ordinal); pages++)
        {
            Assert.True(pages < 30, $"The application does not end: {who.Page.Url} {await who.Main()}");
            if (who.Page.Url.Contains("/materials", StringComparison.Ordinal)) await Materials(who);
            else await Page(who, given);
            await who.Press("保存并继续");
        }
    }

    /// <summary>Everything on the one page of a counter.</summary>
    public static async Task Counter(Walker who, params (string Question, string Answer)[] given)
    {
        await Page(who, given);
        await Materials(who);
    }

    /// <summary>An act at the foot of a case's page, folded or not.</summary>
    public static async Task Unfold(Walker who, string act)
    {
        if (!await who.Page.Locator($"#act-{act}").EvaluateAsync<bool>("e => e.open")) await who.Tap(who.Page.Locator($"#act-{act} > summary"));
    }

    private static async Task Page(Walker who, (string Question, string Answer)[] given)
    {
        var fields = who.Page.Locator("main form :is(input:not([type=hidden]):not([type=checkbox]):not([type=file]), select, textarea)");
        var answered = new HashSet<string>();
        for (var i = 0; i < await fields.CountAsync(); i++)
        {
            var field = fields.Nth(i);
            if (!await field.IsVisibleAsync()) continue;
            var seen = (await field.EvaluateAsync<string>(Asked)).Split('\u0001');
            var (tag, type, name, question, mode, label, value) = (seen[0], seen[1], seen[2], seen[3], seen[4], seen[5], seen[6]);
            var answer = given.FirstOrDefault(g => question.Contains(g.Question, StringComparison.Ordinal)).Answer;
            if (type == "radio")
            {
                if (answered.Contains(name)) continue;
                if (answer is null && await who.Page.Locator($"main input[name='{name}']:checked").CountAsync() > 0) answered.Add(name);
                else if (label == answer || (answer is null && (label == "否" || !await HasNo(who, name))))
                {
                    await who.Choose(field);
                    answered.Add(name);
                }
            }
            else if (tag == "select")
            {
                // What is chosen beforehand (the region of the item) stays; what may stay open may.
                if (value.Length == 0 && await field.Locator("option").CountAsync() > 1) await field.SelectOptionAsync(new SelectOptionValue { Index = 1 });
            }
            else if (answer is not null || value.Length == 0)
            {
                await who.Write(field, answer ?? Typical(type, mode, question));
            }
        }
    }

    private static async Task<bool> HasNo(Walker who, string name) => await who.Page.Locator($"main input[name='{name}'][value='否']").CountAsync() > 0;

    private static string Typical(string type, string mode, string question) => (type, mode) switch
    {
        ("date", _) => "2025-09-01",
        ("tel", _) => "19900000001",
        _ when question.Contains("统一社会信用代码", StringComparison.Ordinal) => "91370202XNQ00001X2",
        _ when question.Contains("身份证", StringComparison.Ordinal) || question.Contains("证件号码", StringComparison.Ordinal) => "370299197908220328",
        _ when question.Contains("电话", StringComparison.Ordinal) || question.Contains("手机", StringComparison.Ordinal) => "19900000002",
        (_, "numeric" or "decimal") => "12",
        _ => "示范路 16 号",
    };

    /// <summary>Everything that is asked for is brought, everything that may be fetched is agreed to.</summary>
    private static async Task Materials(Walker who)
    {
        var boxes = who.Page.Locator("main form input[type=checkbox][name=shared]");
        for (var i = 0; i < await boxes.CountAsync(); i++)
        {
            if (!await boxes.Nth(i).IsCheckedAsync()) await who.Tap(boxes.Nth(i));
        }

        var files = who.Page.Locator("main input[type=file]");
        for (var i = 0; i < await files.CountAsync(); i++)
        {
            var name = $"材料{i + 1}.pdf";
            await files.Nth(i).SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/pdf", Buffer = Paper.Of(name) });
            await who.Sees($"已上传：{name}");
        }
    }
}
