using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>What a code confirms. A code of one act opens no other.</summary>
internal enum CodeAct
{
    SignIn,
    TakePhone,
    LeavePhone,
    Report,
}

/// <param name="Id">What the page carries; the telephone does not stand in it.</param>
/// <param name="Shown">The code itself, in a demonstration without a gateway; else null.</param>
internal sealed record SentCode(string Id, string Phone, string? Shown);

/// <summary>
/// 一次性验证码: six digits, ten minutes, five tries, once; the message says in words what the code confirms. Paced by telephone and by address. Real time throughout
/// (<see cref="SessionClock"/>).
/// </summary>
internal sealed class DoorCodes(
    IDbContextFactory<IdentityDb> contexts, SubjectVault subjects, InstallationSecret secret, RunMode mode, IEnumerable<IShortMessages> carriers, FailedAttempts attempts, BrandBook brands, SessionClock clock) : IDisposable
{
    public const int MostTries = 5;
    public const int MostADay = 10;
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(1);
    private const int MostOfAnAddressAnHour = 60;

    private readonly PartitionedRateLimiter<string> addresses = PartitionedRateLimiter.Create<string, string>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = MostOfAnAddressAnHour, Window = TimeSpan.FromHours(1) }));

    /// <summary>Whether anybody can be sent a code. The demonstration shows it on the page instead.</summary>
    public bool IsSetUp => mode.Demonstration || carriers.Any(c => c.IsSetUp);

    public static string WordsOf(CodeAct act) => act switch
    {
        CodeAct.SignIn => "登录（没有账号的，接着开设账号）",
        CodeAct.TakePhone => "把这个号码设为登录用的手机号码",
        CodeAct.LeavePhone => "停用这个号码，换成新的手机号码登录",
        CodeAct.Report => "报告有人用您的名义开设账号",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "An act without words."),
    };

    public async Task<Outcome<SentCode>> Send(CodeAct act, string phone, string address, string? account, CancellationToken cancel)
    {
        if (!IsSetUp) return NotSetUp;
        var (now, index) = (clock.Now, IndexOf(phone));
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var today = await db.Set<CodeRow>().Where(c => c.PhoneIndex == index && c.SentAt > now.Plus(TimeSpan.FromDays(-1))).Select(c => new { c.SentAt, c.Act }).ToListAsync(cancel);
        // Two codes of one act (the old number and the new) are two numbers: nobody waits for himself.
        if (today.Any(c => c.Act == act && now < c.SentAt.Plus(Between))) return new Refusal("identity.too-many", "验证码刚刚发出。请看一下最新的短信；没有收到的，过一分钟再要。", PlatformRules.Capacity);
        if (today.Count >= MostADay) return new Refusal("identity.too-many", "这个号码今天要的验证码太多了，请明天再试，或者带证件到大厅窗口办理。", PlatformRules.Capacity);
        using var lease = addresses.AttemptAcquire(address);
        if (!lease.IsAcquired) return new Refusal("identity.too-many", "从这里发出的验证码太多了，请过一小时再试，或者到大厅窗口办理。", PlatformRules.Capacity);

        var (id, code) = (Ids.New(), RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture));
        var old = now.Plus(TimeSpan.FromDays(-2));
        await db.InTransaction(() => db.Set<CodeRow>().Where(c => c.SentAt < old).ExecuteDeleteAsync(cancel), cancel);
        db.Add(new CodeRow { Id = id, Act = act, PhoneIndex = index, Phone = SealedBox.Seal(Key, Context(id), Encoding.ASCII.GetBytes(phone)), Account = account, Hash = HashOf(id, code), SentAt = now });
        await db.SaveChangesAsync(cancel);
        if (carriers.FirstOrDefault(c => c.IsSetUp) is not { } carrier) return new SentCode(id, phone, code);
        return await carrier.Send(id, phone, $"【{brands.Now.Brand.ShortName}】验证码 {code}，用于{WordsOf(act)}，10 分钟内有效，只能用一次。不是您本人在办的，请不要告诉任何人。", cancel)
            ? new SentCode(id, phone, null)
            : new Refusal("identity.busy", "短信现在发不出去，请过几分钟再试，或者到大厅窗口办理。", PlatformRules.Capacity);
    }

    /// <summary>The telephone that the right code has proved. A wrong try counts against the code and against the address.</summary>
    public async Task<Outcome<string>> Try(string? id, CodeAct act, string typed, string? account, string address, CancellationToken cancel)
    {
        if (attempts.TooMany(address)) return new Refusal("identity.too-many", "短时间内输错的次数太多，请过一分钟再试。", PlatformRules.Capacity);
        var code = string.Concat(typed.Select(c => c is >= '０' and <= '９' ? (char)(c - '０' + '0') : c).Where(char.IsAsciiDigit));
        var since = clock.Now.Plus(-Holds);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var open = db.Set<CodeRow>().Where(c => c.Id == (id ?? "") && c.Act == act && c.Account == account && !c.Used && c.SentAt > since);
        // Counted before it is looked at: two tries at once are two.
        if (await db.InTransaction(() => open.Where(c => c.Tries < MostTries).ExecuteUpdateAsync(s => s.SetProperty(c => c.Tries, c => c.Tries + 1), cancel), cancel) == 1)
        {
            var row = await db.Set<CodeRow>().AsNoTracking().SingleAsync(c => c.Id == id, cancel);
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(row.Hash), Encoding.ASCII.GetBytes(HashOf(row.Id, code)))
                && await db.InTransaction(() => open.ExecuteUpdateAsync(s => s.SetProperty(c => c.Used, true), cancel), cancel) == 1)
            {
                return PhoneOf(row);
            }
        }

        attempts.Count(address);
        return Wrong;
    }

    /// <summary>Where the code went, for the page; null: it is over.</summary>
    public async Task<string?> PhoneOf(string? id, CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return await db.Set<CodeRow>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == (id ?? ""), cancel) is { } row ? PhoneOf(row) : null;
    }

    /// <summary>Tells a number what happened to it; nothing follows where it does not arrive.</summary>
    public async Task Tell(string phone, string words, CancellationToken cancel)
    {
        if (carriers.FirstOrDefault(c => c.IsSetUp) is { } carrier) await carrier.Send(Ids.New(), phone, $"【{brands.Now.Brand.ShortName}】{words}", cancel);
    }

    public string IndexOf(string phone) => subjects.IndexOf($"phone:{phone}");

    public static Refusal Wrong { get; } = new(
        "identity.code-wrong", "验证码不对，或者已经过期、用过。请核对最新一条短信里的 6 位数字；输错 5 次后要重新获取。", PlatformRules.Permission);

    public static Refusal NotSetUp { get; } = new(
        "identity.codes-not-set-up", "本平台还没有接通短信，不能用手机验证码登录。请用别的方式登录，或者带证件到大厅窗口办理。", PlatformRules.Capacity);

    public void Dispose() => addresses.Dispose();

    private byte[] Key => secret.Derive("door-codes");

    private string PhoneOf(CodeRow row) => SealedBox.TryOpen(Key, Context(row.Id), row.Phone, out var plain)
        ? Encoding.ASCII.GetString(plain)
        : throw new CryptographicException($"The telephone of code {row.Id} does not open.");

    private string HashOf(string id, string code)
    {
        var mac = new byte[Sm3.Size];
        Sm3.Mac(secret.Derive("door-code-hash"), Encoding.ASCII.GetBytes($"{id}/{code}"), mac);
        return Convert.ToHexStringLower(mac);
    }

    private static byte[] Context(string id) => Encoding.ASCII.GetBytes($"identity.codes/{id}");
}
