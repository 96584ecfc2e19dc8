using System.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>
/// Who knocks with a user name and a password. A failure says and takes the same whether the name is unknown, the password wrong, or the
/// account locked or closed: nobody learns from it who has an account.
/// </summary>
internal sealed class AccountDoor(
    IDbContextFactory<IdentityDb> contexts,
    DemonstrationPasswords demonstration,
    RunMode mode,
    FailedAttempts attempts,
    SignInBook book,
    SessionClock clock,
    IOptions<SignInOptions> options,
    ILogger<AccountDoor> log)
{
    private static readonly PasswordHasher<AccountRow> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));
    private static readonly PasswordHasher<AccountRow> OfHanded = new(Options.Create(new PasswordHasherOptions { IterationCount = 1_000 }));
    private static readonly Lazy<string> HashOfNobody = new(() => Hasher.HashPassword(null!, Ids.New()));

    /// <summary>In the demonstration, where nobody has a password that is worth stretching and a hundred people sign in to look around.</summary>
    private static readonly Lazy<string> HashOfInvented = new(() => OfHanded.HashPassword(null!, Ids.New()));

    /// <summary>A failure answers at a multiple of this after the knock, so that what was done meanwhile does not show.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);

    public async Task<Outcome<AccountRow>> Enter(string user, string password, string address, CancellationToken cancel)
    {
        if (attempts.TooMany(address))
        {
            return new Refusal("identity.too-many", "短时间内登录失败的次数太多，请过一分钟再试。", PlatformRules.Capacity);
        }

        var began = Stopwatch.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var name = user.Trim().ToLowerInvariant();
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.User == name, cancel);
        var checkedPassword = await Check(account, password);
        if (account is { Active: true } && checkedPassword != PasswordVerificationResult.Failed && !IsLocked(account))
        {
            if (account.StartPasswordUntil is { } until && clock.Now >= until)
            {
                return new Refusal("identity.start-password-over", "初始密码已经过期，请联系本单位的系统管理员重新发放。", PlatformRules.Permission);
            }

            if (checkedPassword == PasswordVerificationResult.SuccessRehashNeeded) account.PasswordHash = Hash(password);
            // Where a code is still to come, wrong codes go on counting.
            account.Failures = account.TotpBox is null ? 0 : account.Failures;
            account.LockedUntil = null;
            await db.SaveChangesAsync(cancel);
            return account;
        }

        attempts.Count(address);
        if (account is not null)
        {
            await CountFailure(db, account, cancel);
            await book.Fail(account, SignInWay.Password, address, cancel);
        }

        await Task.Delay(UntilNextStep(Stopwatch.GetElapsedTime(began)), cancel);
        return new Refusal(
            "identity.sign-in-failed",
            $"用户名或密码不正确，请核对后再试。连续输错 {options.Value.MostFailures} 次，账号会锁定 {options.Value.LockedFor.TotalMinutes:0} 分钟。",
            PlatformRules.Permission);
    }

    public static string Hash(string password) => Hasher.HashPassword(null!, password);

    /// <summary>Of a password that the platform made (<see cref="PasswordRules.ToBegin"/>): stretching would add nothing to its 79 random bits, and two thousand at once would take minutes.</summary>
    public static string HashOfHanded(string password) => OfHanded.HashPassword(null!, password);

    /// <summary>Whether it is the account's password now.</summary>
    public static Task<bool> Matches(AccountRow account, string password) =>
        Task.Run(() => account.PasswordHash is { } hash && Hasher.VerifyHashedPassword(account, hash, password) != PasswordVerificationResult.Failed);

    /// <summary>A wrong code after a right password: counted with the wrong passwords, and as slow as they are.</summary>
    public async Task WrongCode(AccountRow account, string address, CancellationToken cancel)
    {
        attempts.Count(address);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await CountFailure(db, account, cancel);
        await book.Fail(account, SignInWay.PasswordAndCode, address, cancel);
        await db.SaveWithEvent(clock.Now, SecurityEventKind.SecondFactorWrong, account.Id, account.Id, cancel);
        await Task.Delay(Step, cancel);
    }

    /// <summary>Whether this is the password of who is signed in; a wrong one counts like a wrong sign-in, so that an open desk is no place for guessing.</summary>
    public async Task<bool> Proves(AccountRow account, string password, string address, CancellationToken cancel)
    {
        if (!IsLocked(account) && await Matches(account, password)) return true;
        attempts.Count(address);
        await using var db = await contexts.CreateDbContextAsync(cancel);
        await CountFailure(db, account, cancel);
        await book.Fail(account, SignInWay.Password, address, cancel);
        await Task.Delay(Step, cancel);
        return false;
    }

    internal static TimeSpan UntilNextStep(TimeSpan elapsed) => Step - TimeSpan.FromTicks(elapsed.Ticks % Step.Ticks);

    /// <summary>One hash is always computed, also for nobody and for demonstration accounts, which have none.</summary>
    private async Task<PasswordVerificationResult> Check(AccountRow? account, string password)
    {
        var hash = account?.PasswordHash ?? (mode.Demonstration ? HashOfInvented : HashOfNobody).Value;
        var result = await Task.Run(() => Hasher.VerifyHashedPassword(account!, hash, password), CancellationToken.None);
        if (account is not { PasswordHash: null }) return account is null ? PasswordVerificationResult.Failed : result;
        return mode.Demonstration && demonstration.Is(account.User, password) ? PasswordVerificationResult.Success : PasswordVerificationResult.Failed;
    }

    private bool IsLocked(AccountRow account) => account.LockedUntil is { } until && clock.Now < until;

    /// <summary>Counted in the database, so that guesses spread over time, requests and nodes add up.</summary>
    private async Task CountFailure(IdentityDb db, AccountRow account, CancellationToken cancel)
    {
        var (most, until) = (options.Value.MostFailures, clock.Now.Plus(options.Value.LockedFor));
        var locked = await db.InTransaction(async () =>
        {
            var mine = db.Accounts.Where(a => a.Id == account.Id);
            await mine.ExecuteUpdateAsync(s => s.SetProperty(a => a.Failures, a => a.Failures + 1), cancel);
            return await mine.Where(a => a.Failures >= most)
                .ExecuteUpdateAsync(s => s.SetProperty(a => a.Failures, 0).SetProperty(a => a.LockedUntil, until), cancel);
        }, cancel);
        if (locked == 0) return;
        log.LogWarning("Account {Account} is locked after {Failures} wrong passwords.", account.Id, most);
        await db.SaveWithEvent(clock.Now, SecurityEventKind.Locked, account.Id, null, cancel);
    }
}
