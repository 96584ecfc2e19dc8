using OneWindow.Contracts;

namespace OneWindow.Identity;

/// <summary>为什么看, in words, from the address that was opened and the post of who opened it. The longest beginning wins.</summary>
internal static class Purposes
{
    private static readonly (string Route, string Words)[] Known =
    [
        ("/work", "查看工作列表"),
        ("/work/cases/{number}", "办理办件"),
        ("/work/search", "按编号或者证件查找办件"),
        ("/work/accounts", "核对申请人账号"),
        ("/work/export", "导出办件清单"),
        ("/work/crossings", "跨域通办的移交"),
        ("/work/receive", "窗口收件"),
        ("/work/drafts", "在窗口打开申请人的草稿"),
        ("/workbench/cases/{number}/inspection", "现场核查"),
        ("/workbench/messages", "补发没有送达的消息"),
        ("/files", "核对申请材料"),
        ("/notices", "查看文书"),
        ("/verify", "验证文书"),
        ("/receipts", "查看收件凭证"),
        ("/api/v1/work", "业务系统办理"),
        ("/api/v1/cases", "业务系统办理"),
        ("/workbench/fees", "收费和退费"),
        ("/workbench/parcels", "寄递材料和结果"),
        ("/workbench/ratings", "处理评价"),
        ("/workbench/credit", "推送信用信息"),
        ("/workbench/openings", "核查查看登记"),
        ("/workbench/clues", "处理“这不对”的线索"),
        ("/workbench/data-requests", "处理更正、删除请求"),
        ("/workbench/relatives", "办理委托和亲属授权"),
    ];

    public const string Other = "办理业务";

    public static string Of(string route, Role role)
    {
        var best = Known.Where(k => route.StartsWith(k.Route, StringComparison.Ordinal)).OrderByDescending(k => k.Route.Length).Select(k => k.Words).FirstOrDefault(Other);
        return best != "办理办件" ? best : role switch
        {
            Role.Reviewer => "审查办件",
            Role.Clerk => "窗口办理办件",
            Role.ManagementOfficer => "督促检查办件",
            _ => best,
        };
    }
}
