using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

public sealed class ListWorkTests
{
    private const int Many = 900;

    private static readonly Tray[] Trays = Enum.GetValues<Tray>();

    private static readonly Actor[] Staff =
    [
        Of(Role.Clerk, "370202"), Of(Role.Clerk, "370202001"), Of(Role.Clerk, "370200"), Of(Role.ManagementOfficer, "370202"),
        Of(Role.Reviewer, "370202", "org-1"), Of(Role.ChiefRepresentative, "500103", "org-2"),
    ];

    public static TheoryData<string> Databases => [World.Sqlite, World.Postgres];

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Each_post_sees_its_own_cases_and_nobody_elses(string database)
    {
        await using var world = await World.Start(database);
        var shinan = await world.File(Workbench.FoodInShinan);
        var registration = await world.File("370202-company-registration");
        var street = await world.File(Workbench.FoodOnXianggangRoad);
        var yuzhong = await world.File(Workbench.FoodInYuzhong);
        CaseNumber[] all = [shinan, registration, street, yuzhong];
        (string User, CaseNumber[] Sees)[] posts =
        [
            ("shinan-clerk", [shinan, registration, street]), ("xianggang-clerk", [street]), ("yuzhong-clerk", [yuzhong]),
            ("shinan-reviewer", [shinan]), ("xianggang-reviewer", [street]), ("yuzhong-reviewer", [yuzhong]), ("shinan-chief", [shinan]),
            ("shinan-officer", [shinan, registration, street]), ("yuzhong-officer", [yuzhong]),
        ];
        foreach (var (user, sees) in posts)
        {
            var browser = await world.SignIn(user);
            var list = await browser.Get("/work/to-accept");
            Assert.Equal(
                sees.Select(Workbench.PageOf).Order(StringComparer.Ordinal),
                list.Page.QuerySelectorAll(".work-list tbody a").Select(a => a.GetAttribute("href")!).Order(StringComparer.Ordinal));
            Assert.Equal(sees.Length.ToString(CultureInfo.InvariantCulture), list.Page.QuerySelector("a[href='/work/to-accept'] .place-count")!.FirstChild!.TextContent.Trim());
            foreach (var number in all)
            {
                Assert.Equal(sees.Contains(number) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, (await browser.Get(Workbench.PageOf(number))).Status);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Other_posts_applicants_and_strangers_see_no_cases_at_all(string database)
    {
        await using var world = await World.Start(database);
        var number = await world.File();
        string[] paths = ["/work/to-accept", "/work/alerts", Workbench.PageOf(number)];
        string[] acts = [.. WorkAct.All.Select(w => w.Address(number))];
        foreach (var user in new[] { "shinan-editor", "shinan-regulator", "system-admin", "audit-admin", "shinan-person", "shinan-company" })
        {
            var browser = await world.SignIn(user);
            foreach (var path in paths) Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get(path)).Status);
            foreach (var act in acts) Assert.Equal(HttpStatusCode.Forbidden, (await browser.Post(act, [("version", "1")])).Status);
            Assert.Equal(user.EndsWith("-person", StringComparison.Ordinal) || user.EndsWith("-company", StringComparison.Ordinal) ? HttpStatusCode.Forbidden : HttpStatusCode.OK, (await browser.Get("/work")).Status);
        }

        var officer = await world.SignIn("shinan-officer");
        foreach (var act in WorkAct.All.Where(w => !w.Roles.Contains(OneWindow.Contracts.Role.ManagementOfficer)).Select(w => w.Address(number)))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await officer.Post(act, [("version", "1")])).Status);
        }

        var stranger = world.Browser();
        foreach (var path in paths.Append("/work")) Assert.StartsWith("/sign-in", (await stranger.Get(path)).Location, StringComparison.Ordinal);
        foreach (var act in acts) Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.Post(act, [("version", "1")])).Status);
        Assert.Equal(1, await world.Events(number));
    }

    [Fact]
    public async Task The_clerk_of_another_place_finds_no_act_to_send()
    {
        await using var world = await World.Start(World.Sqlite);
        var number = await world.File();
        var clerk = await world.SignIn("yuzhong-clerk");
        foreach (var work in WorkAct.All.Where(w => w.Roles.Contains(Role.Clerk)))
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Post(work.Address(number), [("version", "1")])).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await clerk.Get("/work/no-such-place")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.Get("/work/cases/12345")).Status);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task A_list_pages_through_everything_once_in_its_order(string database)
    {
        await using var world = await World.Start(database);
        await Fill(world, Many);
        var lists = world.Services.GetRequiredService<WorkLists>();
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        var rows = await db.Listings.AsNoTracking().ToListAsync();
        var sizes = new List<int>();
        foreach (var (actor, place) in from actor in Staff from place in WorkPlace.All select (actor, place))
        {
            var expected = rows
                .Where(r => (place.Tray is { } tray ? r.Tray == tray : r.Alerted) && CaseReach.MaySee(actor, r.Organisation, RegionCode.From(r.Place)))
                .OrderBy(r => r.Due).ThenBy(r => r.Region).ThenBy(r => r.Id).Select(r => (r.Region, r.Id)).ToList();
            if (place.NewestFirst) expected.Reverse();
            var found = new List<(long, long)>();
            for (ListKey? after = null; ;)
            {
                var page = await lists.Page(actor, place, after, 21, default);
                found.AddRange(page.Take(20).Select(r => (r.Region, r.Id)));
                if (page.Count <= 20) break;
                Assert.True(ListKey.TryParse(ListKey.Of(page[19]).ToString(), out var key));
                after = key;
            }

            Assert.Equal(expected, found);
            sizes.Add(found.Count);
            if (place.Tray is not { } open || open == Tray.Closed) continue;
            Assert.Equal(expected.Count, (await new CaseFigures(world.Services.GetRequiredService<IDbContextFactory<CasesDb>>(), lists).Waiting(actor, default)).GetValueOrDefault(open).Count.Value);
        }

        Assert.True(sizes.Count(s => s > 20) > 10, "Too few lists of more than one page to prove anything.");
    }

    [Fact]
    public async Task On_PostgreSQL_every_list_of_every_post_is_read_from_an_index_in_its_order()
    {
        await using var world = await World.Start(World.Postgres);
        await Fill(world, 18_000);
        var lists = world.Services.GetRequiredService<WorkLists>();
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync("vacuum analyze cases.listings");
        var plans = 0;
        foreach (var (actor, place) in from actor in Staff from place in WorkPlace.All select (actor, place))
        {
            var middle = await lists.Page(actor, place, null, ListWork.PageSize, default);
            foreach (var after in middle.Count == 0 ? new ListKey?[] { null } : [null, ListKey.Of(middle[^1])])
            {
                foreach (var query in lists.Queries(db, actor, place, after))
                {
                    var plan = await Plan(db, query.Take(ListWork.PageSize + 1));
                    Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
                    Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
                    Assert.Contains("Index", plan, StringComparison.Ordinal);
                    plans++;
                }
            }
        }

        Assert.True(plans > 80, $"Only {plans} plans were looked at.");
    }

    internal static async Task<string> Plan<T>(CasesDb db, IQueryable<T> query)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = "explain " + command.CommandText;
        await db.Database.OpenConnectionAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }

    /// <summary>Rows of four counties, eight organisations and every tray, with dates that repeat.</summary>
    private static async Task Fill(World world, int count)
    {
        var places = new[] { 370202_000_000, 370202_001_000, 370202_001_001, 370203_000_000, 370200_000_000, 500103_000_000 };
        var random = new Random(7);
        await using var db = await world.Services.GetRequiredService<IDbContextFactory<CasesDb>>().CreateDbContextAsync();
        for (var i = 0; i < count; i++)
        {
            var place = places[random.Next(places.Length)];
            var number = CaseNumber.From(RegionCode.From(place), new DateOnly(2025, 1, 1).AddDays(random.Next(40)), 0, i);
            var tray = Trays[random.Next(Trays.Length)];
            db.Listings.Add(new Listing
            {
                Region = number.Region.Number, Id = number.Id, Version = 1, Status = CaseStatus.Submitted, Place = place, Organisation = $"org-{random.Next(8)}",
                Item = "370202-food-business", GuideVersion = 1, Subject = $"s{i}", ReceivedAt = world.Now,
                Tray = tray, Due = new DateOnly(2025, 3, 1).AddDays(random.Next(12)), Alerted = tray != Tray.Closed && random.Next(5) == 0,
            });
            if (i % 1_000 == 999) await db.SaveChangesAsync();
        }

        await db.SaveChangesAsync();
    }

    private static Actor Of(Role role, string place, string? organisation = null) =>
        new($"{role}-{place}", "", role, RegionCode.TryParse(place.PadRight(12, '0'), out var code) ? code : default, organisation ?? "hall", null);
}
