using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 演示用的业务系统: in demonstration mode a line system that nobody has connected is played here, so that people can watch one: prompt, slow, contradicting or
/// silent, by the last figure of the case. It speaks only by signed news, like a real one, and as the movable clock goes.
/// </summary>
internal sealed class DemonstrationLine(IDbContextFactory<CasesDb> contexts, IServiceScopeFactory scopes, RunMode mode, LineSettings settings, TimeProvider clock) : IDisposable
{
    public const string Id = "demo-line";
    private const string KeyName = "demonstration-line-key";

    private readonly SemaphoreSlim one = new(1, 1);
    private Sm2PrivateKey? key;

    /// <summary>What it does, how long after it took the case, and how much later it tells.</summary>
    private sealed record Deed(string Act, TimeSpan After, TimeSpan Later, string? Reasons = null);

    public bool Stands(string system) => mode.Demonstration && system == Id && settings.AddressOf(system) is null;

    public async ValueTask<byte[]> PublicKey(CancellationToken cancel) => (await Key(cancel)).Public().ToSpki();

    /// <summary>Tells everything that is to be told by now; returns how much there was.</summary>
    public async Task<int> Speak(HearNews ears, CancellationToken cancel)
    {
        if (!Stands(Id)) return 0;
        var now = clock.Now();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var cases = await db.Packages.AsNoTracking().Where(p => p.System == Id && p.State == PackageState.Taken).ToListAsync(cancel);
        if (cases.Count == 0) return 0;
        var told = (await db.News.AsNoTracking().Where(n => n.System == Id).Select(n => n.Number).ToListAsync(cancel)).ToHashSet(StringComparer.Ordinal);
        var spoken = 0;
        foreach (var package in cases)
        {
            var (taken, number) = (package.TakenAt!.Value, CaseNumber.From(package.Region, package.CaseId));
            foreach (var (deed, i) in Life(package.CaseId).Select((d, i) => (d, i)).OrderBy(d => d.d.After + d.d.Later))
            {
                var own = $"{package.Id}-{i + 1}";
                if (told.Contains(own) || taken.Plus(deed.After + deed.Later) > now) continue;
                var news = new OutsideNews(Id, own, number.ToString(), deed.Act, taken.Plus(deed.After), Officer: "A01", Reasons: deed.Reasons);
                var body = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(news, Json.Options));
                await ears.Hear(Id, body, Convert.ToBase64String((await Key(cancel)).Sign(OutsideNews.Signed(body))), cancel);
                spoken++;
            }
        }

        return spoken;
    }

    private static Deed[] Life(long caseId)
    {
        var (hour, day) = (TimeSpan.FromHours(1), TimeSpan.FromDays(1));
        const string Opinion = "业务系统审查：材料属实，条件具备。";
        return (caseId % 4) switch
        {
            // Prompt.
            1 => [new("review-begun", hour, TimeSpan.Zero), new("reviewed", day, TimeSpan.Zero, Opinion), new("approved", day * 2, TimeSpan.Zero)],
            // Slow to tell.
            2 => [new("review-begun", hour, day * 3), new("reviewed", day, day * 3, Opinion), new("approved", day * 2, day * 3)],
            // Contradicting: the decision comes before its review, and then another one.
            3 => [new("review-begun", hour, TimeSpan.Zero), new("approved", day + hour, TimeSpan.Zero), new("reviewed", day, hour * 3, Opinion), new("refused", day * 2, TimeSpan.Zero, "与前一条消息矛盾的演示。")],
            // Silent after the beginning.
            _ => [new("review-begun", hour, TimeSpan.Zero)],
        };
    }

    private async ValueTask<Sm2PrivateKey> Key(CancellationToken cancel)
    {
        if (key is { } known) return known;
        await one.WaitAsync(cancel);
        try
        {
            if (key is { } made) return made;
            await using var scope = scopes.CreateAsyncScope();
            var platform = scope.ServiceProvider.GetRequiredService<PlatformDb>();
            var row = await platform.Settings.FindAsync([KeyName], cancel);
            if (row is null)
            {
                using var fresh = Sm2PrivateKey.Generate();
                row = new SettingRow { Name = KeyName, Version = 1, Value = Convert.ToBase64String(fresh.ToPkcs8()), ChangedAt = clock.Now() };
                platform.Add(row);
                await platform.SaveChangesAsync(cancel);
            }

            return key = Sm2PrivateKey.FromPkcs8(Convert.FromBase64String(row.Value));
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose()
    {
        key?.Dispose();
        one.Dispose();
    }
}
