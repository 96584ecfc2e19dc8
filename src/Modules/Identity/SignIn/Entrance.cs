using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>What still lies between a right password and the session.</summary>
internal enum EntryStep
{
    None,

    /// <summary>The password was handed out: one's own first.</summary>
    ChoosePassword,

    /// <summary>动态口令 is asked of staff and none is set up yet.</summary>
    SetUpCode,

    GiveCode,
}

/// <summary>Between the steps: whose password was right, sealed, for a few minutes.</summary>
/// <param name="Stamp">The account's then: whatever changes it meanwhile ends this too.</param>
/// <param name="Secret">The secret that is being set up, written; null: none.</param>
internal sealed record EntryTicket(string Account, string Stamp, string Return, long Until, string? Secret);

/// <summary>登录的第二步: a password of one's own, and 动态口令 (GB/T 22239-2019 8.1.4.1 d: two factors). Nothing is kept until the last step is right.</summary>
internal sealed class Entrance(
    IDbContextFactory<IdentityDb> contexts, IDataProtectionProvider protection, InstallationSecret secret, RunMode mode, InMemoryDirectory directory, BrandBook brand,
    SessionClock clock, IOptions<SignInOptions> options)
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromMinutes(10);

    private static readonly string[] ProductNames = ["OneWindow", "一窗"];

    private readonly IDataProtector protector = protection.CreateProtector("identity.entry");

    /// <summary>Asked of staff with a password of their own; an invented person of the demonstration has none.</summary>
    private bool AsksForCode => options.Value.SecondFactor ?? !mode.Demonstration;

    public EntryStep Next(AccountRow account) =>
        account.PasswordHash is null ? EntryStep.None
        : account.StartPasswordUntil is not null ? EntryStep.ChoosePassword
        : account.TotpBox is not null ? EntryStep.GiveCode
        : AsksForCode && account.Role != Role.Applicant ? EntryStep.SetUpCode
        : EntryStep.None;

    public string Ticket(AccountRow account, string back, byte[]? setUp = null) => protector.Protect(JsonSerializer.Serialize(
        new EntryTicket(account.Id, account.Stamp, back, clock.Now.Plus(TicketLife).Microseconds, setUp is null ? null : Convert.ToBase64String(setUp)), Json.Options));

    /// <summary>The account that the ticket was given for; null: no ticket of ours, too old, or the account has changed.</summary>
    public async Task<(AccountRow Account, EntryTicket Ticket)?> Open(string? text, IdentityDb db, CancellationToken cancel)
    {
        if (string.IsNullOrEmpty(text)) return null;
        EntryTicket? ticket;
        try
        {
            ticket = JsonSerializer.Deserialize<EntryTicket>(protector.Unprotect(text), Json.Options);
        }
        catch (CryptographicException)
        {
            return null;
        }

        if (ticket is null || clock.Now.Microseconds > ticket.Until) return null;
        var account = await db.Accounts.SingleOrDefaultAsync(a => a.Id == ticket.Account && a.Active && a.Stamp == ticket.Stamp, cancel);
        return account is null || (account.LockedUntil is { } locked && clock.Now < locked) ? null : (account, ticket);
    }

    /// <summary>A password of one's own in the place of the one that was handed out.</summary>
    public async Task<Refusal?> Choose(AccountRow account, string password, IdentityDb db, CancellationToken cancel)
    {
        if (PasswordRules.Check(account.User, password, About(account)) is { } weak) return weak;
        if (await AccountDoor.Matches(account, password))
        {
            return new Refusal("identity.password-same", account.StartPasswordUntil is null ? "新密码与现在的密码相同，请换一个。" : "新密码不能与发放的初始密码相同，请换一个。", PlatformRules.Permission);
        }

        (account.PasswordHash, account.StartPasswordUntil, account.Stamp) = (AccountDoor.Hash(password), null, Ids.New());
        await db.SaveWithEvent(clock.Now, SecurityEventKind.PasswordChosen, account.Id, account.Id, cancel);
        return null;
    }

    /// <summary>What everybody could guess of this person.</summary>
    private IReadOnlyCollection<string> About(AccountRow account)
    {
        var office = account.Organisation is { } id ? directory.Organisation(id) : null;
        return
        [
            .. new[] { account.Name, office?.Name, office?.ShortName, directory.Region(account.Place)?.Name, brand.Now.Brand.Name, brand.Now.Brand.ShortName }.OfType<string>(),
            .. ProductNames,
        ];
    }

    /// <summary>Whether the code opens; a right one is used up with it. A wrong one counts like a wrong password.</summary>
    public async Task<bool> Accept(AccountRow account, string code, byte[]? setUp, IdentityDb db, CancellationToken cancel)
    {
        var key = setUp ?? SecretOf(account);
        if (key is null || Totp.Match(key, code.Replace(" ", "", StringComparison.Ordinal), clock.Now, account.TotpStep) is not { } step) return false;
        account.TotpStep = step;
        account.Failures = 0;
        if (setUp is not null)
        {
            account.TotpBox = SealedBox.Seal(Key, Context(account), setUp);
            await db.SaveWithEvent(clock.Now, SecurityEventKind.SecondFactorSet, account.Id, account.Id, cancel);
        }

        return true;
    }

    /// <summary>The session opens: the step of the code and the line in the log are one save.</summary>
    public async Task Enter(AccountRow account, IdentityDb db, CancellationToken cancel) =>
        await db.SaveWithEvent(clock.Now, SecurityEventKind.SignedIn, account.Id, account.Id, cancel);

    /// <summary>A program signs in with password and code at once.</summary>
    /// <returns>Null: it may.</returns>
    public async Task<Refusal?> AcceptProgram(AccountRow account, string? code, CancellationToken cancel)
    {
        if (Next(account) == EntryStep.None) return null;
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Accounts.SingleAsync(a => a.Id == account.Id, cancel);
        if (Next(row) != EntryStep.GiveCode)
        {
            return new("identity.first-in-the-browser", "请先在网页上登录一次，设置自己的密码和动态口令，再用程序登录。", PlatformRules.Permission);
        }

        if (code is null || !await Accept(row, code, null, db, cancel)) return WrongCode;
        await Enter(row, db, cancel);
        return null;
    }

    public static Refusal WrongCode { get; } = new(
        "identity.code-wrong", "动态口令不正确或者已经用过，请等手机上换出下一个 6 位数字再输。", PlatformRules.Permission);

    public const string Purpose = "totp";

    private byte[] Key => secret.Derive(Purpose);

    private byte[]? SecretOf(AccountRow account) =>
        account.TotpBox is { } box && SealedBox.TryOpen(Key, Context(account), box, out var plain) ? plain : null;

    internal static byte[] Context(AccountRow account) => Encoding.UTF8.GetBytes($"identity.accounts/{account.Id}/totp");
}
