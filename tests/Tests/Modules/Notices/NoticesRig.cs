using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Notices;
using OneWindow.Rulebooks;
using OneWindow.Storage;
using OneWindow.Tests.Modules.Ledger;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>Notices and ledger over told cases, under the real rulebooks of a place.</summary>
internal static class NoticesRig
{
    public static readonly RegionCode Shinan = RegionCode.Parse("370202");
    public static readonly RegionCode Huyi = RegionCode.Parse("610118");
    public static readonly RegionCode Chongqing = RegionCode.Parse("500103");

    public static async Task<LedgerHost> Start(string folder, RegionCode place, string? connection = null, ItemType type = ItemType.Licence, string organisation = "370202-scjg")
    {
        var host = await LedgerHost.Start(
            folder, connection,
            services =>
            {
                services.AddRulebooks();
                services.AddNotices();
                services.AddSingleton(new RunMode(true));
                services.AddSingleton<ISubjects, Applicants>();
                services.AddSingleton<ICatalogue>(new OneGuide(Guide(place, type)));
                services.AddSingleton<IItemFinder, NothingFound>();
            },
            routes => routes.MapNotices());
        var law = host.Services.GetRequiredService<IRulebooks>();
        var rules = law.For(place, type, host.Clock.Now().Date);
        await law.Pin(rules, TestContext.Current.CancellationToken);
        host.Cases.About = facts => facts with { Place = place, Organisation = organisation, RulesHash = rules.Hash };
        return host;
    }

    /// <summary>The event is told and heard; its document.</summary>
    public static async Task<NoticeModel> Hear(this LedgerHost host, CaseNumber number, string type, object data, object? paper = null, params Citation[] basis)
    {
        var entry = await host.Cases.Happen(number, type, data, paper, null, basis);
        await host.Services.GetRequiredService<OutboxPump>().Drain(TestContext.Current.CancellationToken);
        await using var db = host.Notices();
        Assert.Equal("", string.Join('\n', await db.Outbox.Where(r => r.Error != null && r.Body.Contains(number.ToString())).Select(r => r.Error).ToListAsync()));
        var row = await db.Notices.SingleAsync(n => n.Case == number.ToString() && n.Sequence == entry.Sequence);
        return (await host.Services.GetRequiredService<NoticeOffice>().Read(row, TestContext.Current.CancellationToken))!;
    }

    public static NoticesDb Notices(this LedgerHost host) => host.Services.GetRequiredService<IDbContextFactory<NoticesDb>>().CreateDbContext();

    /// <summary>Everything that stands on it, as one text.</summary>
    public static string AllText(this NoticeModel notice) => JsonSerializer.Serialize(notice, Json.Options);

    public static object Due(string day) => new { clock = new { }, due = new Deadline(DateOnly.Parse(day), Instant.At(DateOnly.Parse(day), new TimeOnly(23, 59)), false) };

    public static Guide Guide(RegionCode place, ItemType type) => new()
    {
        Item = "370202-food-business",
        Version = 3,
        Hash = new string('0', 64),
        EffectiveFrom = new DateOnly(2025, 1, 1),
        Name = "食品经营许可",
        Type = type,
        Organisation = "370202-scjg",
        Place = place,
        ExerciseLevel = "4",
        Process = "general-v1",
        Audience = [SubjectKind.Person],
        Bases = [new LegalBasis("中华人民共和国食品安全法", "第三十五条")],
        Conditions = ["有固定场所。"],
        StatutoryLimit = TimeLimit.WorkingDays(20),
        PromisedLimit = TimeLimit.WorkingDays(10),
        OnTheSpot = false,
        FormReviewOnly = false,
        Materials =
        [
            Material("application", "食品经营许可证申请书", main: true),
            Material("lease", "经营场所租赁合同", main: true),
            Material("health", "从业人员健康证明", main: false) with { Standard = "在有效期内。", Copies = 1, Format = "A4" },
        ],
        Form = [new FormStep("shop", "店铺", [new FormField { Id = "shopName", Label = "店铺名称", Kind = FieldKind.Text, Required = true }])],
        Steps = [],
        Fees = [],
        Channels = [Channel.Online, Channel.Counter],
        Places = [],
        Result = new GuideResult("食品经营许可证", ResultKind.Licence, "5年"),
        Deliveries = [DeliveryMode.Counter, DeliveryMode.Electronic],
        ConsultationPhone = "0532-55500101",
        ComplaintPhone = "0532-55500109",
        Visits = 0,
    };

    private static GuideMaterial Material(string id, string name, bool main) => new()
    {
        Id = id,
        Name = name,
        Kind = MaterialKind.Other,
        Required = true,
        Main = main,
        Tolerable = !main,
        Source = MaterialSource.Applicant,
        Originals = 1,
        Copies = 0,
        Electronic = true,
        Defects = [.. Defects.Words.Keys],
    };

    private sealed class OneGuide(Guide guide) : ICatalogue
    {
        public ValueTask<Guide?> Current(string item, CancellationToken cancel = default) => new(guide);

        public ValueTask<Guide?> Version(string item, int version, CancellationToken cancel = default) => new(guide);
    }
}

/// <summary>No search: these tests come with their item.</summary>
internal sealed class NothingFound : IItemFinder
{
    public ValueTask<IReadOnlyList<ItemFound>> Find(string words, RegionCode place, int most, CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<ItemFound>>([]);
}
