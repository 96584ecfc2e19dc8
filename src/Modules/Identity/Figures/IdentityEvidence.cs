using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OneWindow.Contracts;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>What this module can say of accounts, sign-in and its log to an auditor; read from settings and database each time.</summary>
internal sealed class IdentityEvidence(
    IDbContextFactory<IdentityDb> contexts, Database database, RunMode mode, IOptionsMonitor<SignInOptions> options, IOptionsMonitor<CookieAuthenticationOptions> cookies) : IEvidence
{
    private static readonly Role[] Three = [Role.SystemAdministrator, Role.SecurityAdministrator, Role.AuditAdministrator];

    public async ValueTask<IReadOnlyList<SettingFact>> Facts(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        return [.. Door(), .. await Accounts(db, cancel), .. await Log(db, cancel), await Subjects(db, cancel)];
    }

    private IEnumerable<SettingFact> Door()
    {
        var (set, cookie) = (options.CurrentValue, cookies.Get(Sessions.Cookie));
        var second = set.SecondFactor ?? !mode.Demonstration;
        yield return new("sign-in.lock", $"连续输错 {set.MostFailures} 次，锁定 {set.LockedFor.TotalMinutes:0} 分钟", set.MostFailures is > 0 and <= 10 && set.LockedFor > TimeSpan.Zero);
        yield return new("sign-in.address", $"一个地址每分钟最多失败 {set.MostFailuresOfAnAddress} 次");
        yield return new("sign-in.idle", $"会话闲置 {set.Idle.TotalMinutes:0} 分钟失效，最长 {set.Longest.TotalHours:0} 小时，程序令牌 {set.TokenLife.TotalHours:0} 小时失效", set.Idle <= TimeSpan.FromHours(12));
        yield return new("sign-in.second-factor", second ? "工作人员登录要动态口令" : "工作人员登录不要动态口令", second);
        yield return new("sign-in.password", $"密码至少 {PasswordRules.Least} 个字符；发放的初始密码 {PasswordRules.StartsWithin.TotalDays:0} 天内须换成自己的", PasswordRules.Least >= 8);
        yield return new(
            "session.cookie", $"会话 Cookie {cookie.Cookie.Name}，HttpOnly {(cookie.Cookie.HttpOnly ? "是" : "否")}，Secure {cookie.Cookie.SecurePolicy}，SameSite {cookie.Cookie.SameSite}",
            cookie.Cookie is { HttpOnly: true, SecurePolicy: Microsoft.AspNetCore.Http.CookieSecurePolicy.Always });
    }

    private async Task<IReadOnlyList<SettingFact>> Accounts(IdentityDb db, CancellationToken cancel)
    {
        var staff = db.Accounts.AsNoTracking().Where(a => a.Active && a.Role != Role.Applicant);
        var (all, withCode, ofDemonstration) = (await staff.CountAsync(cancel), await staff.CountAsync(a => a.TotpBox != null, cancel), await staff.CountAsync(a => a.PasswordHash == null, cancel));
        var three = await staff.Where(a => Three.Contains(a.Role)).Select(a => new { a.Role, a.NumberIndex }).ToListAsync(cancel);
        var numbers = three.Select(t => t.NumberIndex).OfType<string>().ToList();
        var apart = Three.All(r => three.Exists(t => t.Role == r)) && numbers.Distinct().Count() == numbers.Count;
        return
        [
            new("accounts.staff", $"工作人员账号 {all} 个，设了动态口令的 {withCode} 个；用户名、证件号码各不相同，由数据库的唯一索引保证"),
            new("accounts.demonstration", mode.Demonstration ? $"演示模式，演示账号 {ofDemonstration} 个" : $"正式运行，没有自己密码的账号 {ofDemonstration} 个，都打不开", !mode.Demonstration),
            new("accounts.three", string.Join('，', Three.Select(r => $"{RoleWords.Of(r)} {three.Count(t => t.Role == r)} 人")) + (apart ? "，互不兼任" : "，没有分开配齐"), apart),
        ];
    }

    private async Task<IReadOnlyList<SettingFact>> Log(IdentityDb db, CancellationToken cancel)
    {
        var stands = await database.OnlyGrows("identity", "security_events", cancel);
        var lines = await db.SecurityEvents.CountAsync(cancel);
        var first = await db.SecurityEvents.AsNoTracking().OrderBy(e => e.Number).FirstOrDefaultAsync(cancel);
        var whole = await db.FirstBroken(cancel) is null;
        return
        [
            new("log.security", $"安全日志 {lines} 行{(first is null ? "" : $"，最早 {Words.ShortOf(first.At.Date)}")}，没有到期删除的设置", true),
            new("log.guard", $"数据库{(stands ? "拒绝" : "没有拒绝")}改动和删除，逐行校验{(whole ? "无误" : "不符")}", stands && whole),
        ];
    }

    private static async Task<SettingFact> Subjects(IdentityDb db, CancellationToken cancel)
    {
        var (all, keys) = (await db.Subjects.CountAsync(cancel), await db.SubjectKeys.CountAsync(cancel));
        return new("data.subjects", $"申请人资料 {all} 份，各用各的密钥加密（SM4-CTR、HMAC-SM3），密钥 {keys} 把");
    }
}
