using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>安全日志: what happened to accounts and rights, newest first, for the three administrators. There is no way to change or remove a line.</summary>
internal static class ReadSecurityLog
{
    public const string Path = "/workbench/security-log";
    private const int PageSize = 100;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, Show).WithName(nameof(ReadSecurityLog)).ExcludeFromDescription().AllowRoles(ListPeople.Readers);

    private static async Task<IResult> Show(IdentityDb db, CancellationToken cancel, long before = long.MaxValue, bool check = false)
    {
        var rows = await db.SecurityEvents.AsNoTracking().Where(e => e.Number < before).OrderByDescending(e => e.Number).Take(PageSize + 1).ToListAsync(cancel);
        var page = rows.Take(PageSize).ToList();
        var concerned = page.SelectMany(e => new[] { e.Account, e.By }).OfType<string>().Distinct().ToList();
        var names = await db.Accounts.AsNoTracking().Where(a => concerned.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name ?? "（申请人）", cancel);
        return Pages.Show<SecurityLogPage>(new SecurityLogModel(
            [.. page.Select(e => new SecurityLineModel(e.Number, e.At, WordsOf(e), NameOf(e.Account, names), e.By is null ? "平台" : NameOf(e.By, names)))],
            rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?before={page[^1].Number}") : null, before == long.MaxValue ? null : Path, check ? await db.FirstBroken(cancel) is { } broken ? $"第 {broken} 行与写下时不同，或者被抽走了。请保全数据库和备份，报告安全管理员和主管部门。" : "" : null));
    }

    private static string NameOf(string? account, Dictionary<string, string> names) => account is null ? "" : names.GetValueOrDefault(account, account);

    internal static string WordsOf(SecurityEventRow line) => line.Kind switch
    {
        SecurityEventKind.AccountOpened => $"开设账号，提出岗位：{Post(line)}",
        SecurityEventKind.PostAsked => $"提出换岗：{Post(line)}",
        SecurityEventKind.PostAgreed => $"同意岗位：{Post(line)}",
        SecurityEventKind.PostRefused => $"不同意岗位：{Post(line)}",
        SecurityEventKind.StartPasswordGiven => "发放初始密码",
        SecurityEventKind.PasswordChosen => "设置自己的密码",
        SecurityEventKind.SecondFactorSet => "设置动态口令",
        SecurityEventKind.SecondFactorTaken => "撤下动态口令",
        SecurityEventKind.SecondFactorWrong => "动态口令不正确",
        SecurityEventKind.SecrecyAsked => $"提出保密查看：{line.Note}",
        SecurityEventKind.SecrecyAgreed => $"同意保密查看：{line.Note}",
        SecurityEventKind.SecrecyRefused => $"不同意保密查看：{line.Note}",
        SecurityEventKind.SubjectErased => $"依法删除个人信息（{line.Note}）",
        SecurityEventKind.PostEnded => $"结束兼任的岗位：{Post(line)}",
        SecurityEventKind.PostWorn => $"换到另一个岗位：{Post(line)}",
        SecurityEventKind.SecretRotated => "轮换安装密钥",
        SecurityEventKind.RightLent => "出借管理权限",
        SecurityEventKind.RightNarrowed => "缩小出借的管理权限",
        SecurityEventKind.RightWithdrawn => "收回出借的管理权限",
        SecurityEventKind.EmergencyAsked => "申请应急授权",
        SecurityEventKind.EmergencyGranted => "批准应急授权",
        SecurityEventKind.EmergencyRefused => "不批准应急授权",
        SecurityEventKind.EmergencyUsed => $"凭应急授权查看办件 {line.Note}",
        SecurityEventKind.EmergencyEnded => "提前结束应急授权",
        SecurityEventKind.EmergencyReviewed => "复核应急授权",
        SecurityEventKind.SignedIn => "登录",
        SecurityEventKind.InFullRefused => $"要求查看完整信息，没有权限，未予显示（办件 {line.Note}）",
        SecurityEventKind.Locked => "连续输错，账号锁定",
        SecurityEventKind.AccountClosed => "停用账号",
        SecurityEventKind.ServiceLinked => $"申请人账号与身份认证服务“{line.Note}”关联",
        SecurityEventKind.ApplicantOpened => "申请人凭手机号码开设账号",
        SecurityEventKind.PhoneChanged => "更换登录用的手机号码",
        SecurityEventKind.PaperReplaced => "窗口核对新旧证件，把新证件号码接到原来的申请人",
        SecurityEventKind.PaperSeen => "窗口核对了账号本人的证件",
        SecurityEventKind.AccountReported => "本人报告账号不是自己开的，账号锁定",
        SecurityEventKind.AccountHandedOver => "窗口核对证件后，把账号交还本人",
        SecurityEventKind.AccountsMerged => "同一个人的两个账号合并，停用其中一个",
        SecurityEventKind.ClientRegistered => $"登记统一登录的业务系统“{line.Note}”",
        SecurityEventKind.ClientClosed => $"停用统一登录的业务系统“{line.Note}”",
        SecurityEventKind.AuthorityGiven => "出具授权委托",
        SecurityEventKind.AuthorityAccepted => "接受委托",
        SecurityEventKind.AuthorityEnded => "终止委托",
        SecurityEventKind.AuthorityConfirmed => "新任法定代表人确认委托",
        SecurityEventKind.AuthorityStaffed => "受托单位指派或者撤下经办人员",
        SecurityEventKind.TakenOver => "按登记信息接管单位",
        _ => throw new ArgumentOutOfRangeException(nameof(line), line.Kind, "A security event without words."),
    };

    private static string Post(SecurityEventRow line) => Enum.TryParse<Role>(line.Note?.Replace("-", "", StringComparison.Ordinal), ignoreCase: true, out var role) ? RoleWords.Of(role) : "";
}

/// <param name="Broken">What the check has found: words, empty where all is whole; null: it was not asked for.</param>
public sealed record SecurityLogModel(IReadOnlyList<SecurityLineModel> Lines, string? Next, string? First, string? Broken);

public sealed record SecurityLineModel(long Number, Instant At, string What, string Whose, string By);
