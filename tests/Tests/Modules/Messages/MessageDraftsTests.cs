using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Messages;
using OneWindow.Tests.Documents;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Messages;

/// <summary>The words, of every event that has ever been written (the samples that are kept of each).</summary>
public sealed class MessageDraftsTests
{
    [Fact]
    public async Task Every_event_is_told_in_words_that_say_what_happened_and_what_to_do_or_is_one_of_the_quiet()
    {
        await using var world = await World.Start(World.Sqlite);
        var guide = (await world.Services.GetRequiredService<ICatalogue>().Current(Workbench.FoodInShinan))!;
        var rules = world.Services.GetRequiredService<IRulebooks>().For(guide.Place, guide.Type, new DateOnly(2025, 3, 3));
        var facts = new CaseFacts(
            CaseNumber.From(guide.Place, new DateOnly(2025, 3, 3), 0, 1), "Accepted", "已受理", guide.Item, guide.Version, guide.Name, guide.Organisation, guide.Place, "subject-1",
            Channel.Online, World.At("2025-03-03 09:00"), "CODE", "", 1, "", new DateOnly(2025, 3, 10), null, false);
        var told = 0;
        foreach (var sample in Tree.FilesUnder("tests/Tests/Modules/Cases/Samples/", ".json"))
        {
            using var json = JsonDocument.Parse(Tree.Read(sample));
            var type = json.RootElement.GetProperty("type").GetString()!;
            if (!MessageDrafts.Tells(type)) continue;
            told++;
            var entry = new CaseEntry(1, type, World.At("2025-03-03 10:00"), "a", Role.Clerk, null, [], json.RootElement.GetProperty("data"), null, "", "");
            var text = MessageDrafts.Of(new Happening(facts, entry, guide, rules, "市南区市场监督管理局"));
            var whole = text.Long("一窗", MessageCode.New(), "https://one.example.cn/messages/check", "https://one.example.cn/");
            Assert.Contains("您要做的：", whole, StringComparison.Ordinal);
            Assert.Contains(guide.ConsultationPhone, whole, StringComparison.Ordinal);
            Assert.True(text.By is null || text.Otherwise is { Length: > 0 }, $"{type} says by when, but not what happens otherwise");
            var plain = whole.Replace("https://one.example.cn", "", StringComparison.Ordinal).Split('\n').Where(l => !l.StartsWith("核对", StringComparison.Ordinal) && !l.StartsWith("查看", StringComparison.Ordinal));
            Assert.DoesNotMatch("[a-z]{3}", string.Join('\n', plain));
        }

        Assert.True(told > 10);
    }
}
