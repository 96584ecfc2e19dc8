using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>指标登记: every figure that any page shows (printed: docs/generated/metrics.md). A new figure is a line here first.</summary>
public static class Metrics
{
    private static readonly Citation TimeKept = new("qingdao-2023", "第二十七条");
    private static readonly Citation Told = new("qingdao-2023", "第二十八条");
    private static readonly Citation Listed = new("qingdao-2023", "第十五条");
    private static readonly Citation Rated = new("hebei-city-2022", "二、（六）");

    public static Metric CasesWaiting { get; } = new(
        "cases.waiting", 1, "待办件数", "一个岗位看得到的、此刻停在某一分类（待受理、待补正、待审查、待决定、待送达、待核查、暂停办理）的办件。",
        "自 case.submitted/1 起按日志推得的状态落在该分类的办件数；已办结的不数", "件", TimeKept);

    public static Metric CasesAlerted { get; } = new(
        "cases.alerted", 1, "提醒件数", "还没有办结、日志里有过超期等提醒的办件；提醒一旦记下就一直算。", "有 case.alerted/1（或带提醒的其他事件）且没有办结的办件数", "件", TimeKept);

    public static Metric WarningsUnread { get; } = new(
        "warnings.unread", 1, "未看的期限提醒", "发到一个岗位、还没有点“知道了”的期限预警；每件每级一条。", "已发出的预警数 − 已看过的；预警按 case.accepted/1 起的期限和规则参数 warning.rungs 定时", "条", PlatformRules.Warnings);

    public static Metric QuotaTaken { get; } = new(
        "quota.taken", 1, "已发出的名额", "一个有数量限制的事项在一个期间内已经批准、没有撤销的件数。", "期间内 case.approved/1 的件数 − case.revocation-decided/1（撤销）的件数", "个", new Citation("licensing-law-2019", "第五十七条"));

    public static Metric RatingsGiven { get; } = new(
        "ratings.given", 1, "评价数", "申请人对一个单位或者一个地方的办件作出的评价，按满意度分。", "rating.given/1 的次数，一件一次，按满意度分组", "条", Rated);

    public static Metric RatingsBad { get; } = new("ratings.bad", 1, "差评数", "满意度为“不满意”和“非常不满意”的评价。", "rating.given/1 中满意度为后两级的次数", "条", Rated);

    public static Metric MessagesFailed { get; } = new("messages.failed", 1, "没有送到的消息", "短信、邮件等几次都没有送到，要人处理的。", "每个办件事件的告知中，投递记为失败、还没有处理的次数", "条", Told);

    public static Metric MessagesTasks { get; } = new("messages.tasks", 1, "要打的电话和要寄的信", "申请人选了电话或者信函，要由人去做的告知。", "每个办件事件的告知中，投递记为待人办理的次数", "条", Told);

    public static Metric MessagesLate { get; } = new("messages.late", 1, "没有按时告知", "审查结果没有在受理期限内告知申请人的，记下后一直算。", "case.accepted/1、case.correction-requested/1、case.acceptance-refused/1 的告知晚于当地期限的次数", "条", Told);

    public static Metric MessagesWaiting { get; } = new("messages.waiting", 1, "待处理的告知", "没有送到的，加上要打的电话和要寄的信。", "messages.failed 与 messages.tasks 的并集，一次投递只数一次", "条", Told);

    public static Metric MessagesUnread { get; } = new("messages.unread", 1, "未读消息", "申请人自己的消息里还没有打开的。", "放进“我的消息”的告知数 − 已打开的", "条", Told);

    public static Metric LedgerEntries { get; } = new(
        "ledger.entries", 1, "总账记录数", "总账在一个根里记下的办件记录；每条都能验证。", "全部 case.* 事件记入总账的条数，截至该根", "条", new Citation("qingdao-2023", "第四十三条"));

    public static Metric ItemsPublished { get; } = new("items.published", 1, "事项数", "一个地方可以办理、正在公布的事项，按所选的条件。", "公布的实施清单中状态为在用、符合条件的事项数", "个", Listed);

    public static Metric PackagesStuck { get; } = new(
        "lines.stuck", 1, "没有交出的件", "已经受理、试过还没有交到业务系统的交件包，和对方拒收的。", "自 case.accepted/1 起备好、至少试过一次、没有 case.handed-over/1 的交件包数", "件", PlatformRules.LineNews);

    public static Metric NewsAside { get; } = new(
        "lines.aside", 1, "对不上的消息", "业务系统发来、与办件对不上或者没有通过验签、还没有人处理的消息。", "收到而没有记入办件日志、也没有写明处理情况的消息数", "条", PlatformRules.LineNews);

    public static Metric ResultsTyped { get; } = new(
        "lines.typed", 1, "补录的结果", "业务系统没有回传、由人凭扫描件录入的结果。", "带补录标记的 case.approved/1 和 case.refused/1 的次数", "件", PlatformRules.LineNews);

    public static Metric NewsSettled { get; } = new(
        "lines.settled", 1, "处理过的消息", "对不上的消息中，已经写明处理情况的；一直保留。", "写明处理情况的消息数", "条", PlatformRules.LineNews);

    public static Metric LinesWaiting { get; } = new(
        "lines.waiting", 1, "业务系统往来待处理", "没有交出的件和对不上的消息，一共等人处理多少。", "没有交出的件数 + 对不上的消息数", "件", PlatformRules.LineNews);

    public static Metric FeesListed { get; } = new(
        "fees.listed", 1, "缴款单数", "一个岗位看得到的缴款单，按待缴、待核定、出了问题、待批准退费、已缴分。", "自 case.fee-charged/1 起处在该分类的缴款单数；待核定的还没有记入办件日志", "笔", new Citation("qingdao-2023", "第二十九条"));

    public static Metric FeesWaiting { get; } = new(
        "fees.waiting", 1, "待处理的收费", "要核定金额、要批准退费、出了问题的。", "待核定和出了问题的缴款单数 + 待批准和出了问题的退费数", "笔", new Citation("qingdao-2023", "第二十九条"));

    public static Metric ParcelsListed { get; } = new("parcels.listed", 1, "寄递单数", "一个岗位看得到的寄递单，按是不是还在路上分。", "case.delivery-begun/1（邮寄）和上门取材料产生的寄递单数", "件", Told);

    public static Metric ParcelsWaiting { get; } = new("parcels.waiting", 1, "待处理的寄递", "要选寄递企业的，和没有送到、出了问题的。", "待选寄递企业或者出了问题的寄递单数", "件", Told);

    public static Metric CreditFailed { get; } = new(
        "credit.failed", 1, "没有推送成的信用信息", "几次都没有推送到信用平台、要人处理的承诺和履行情况。", "case.approved/1（凭承诺）、case.commitment-checked/1、case.revocation-decided/1 的推送中失败的条数", "条", new Citation("hebei-city-2022", "三、（四）"));

    private static readonly Citation Crossing = new("qingdao-2023", "第三十六条");

    public static Metric CrossingsReceived { get; } = new(
        "crossings.received", 1, "代收件数", "一个地方为别处代收、还没有办结的办件；办件本身只在办理地计数，这里另计。", "带代收地的 case.submitted/1、还没有办结的件数，按代收地", "件", Crossing);

    public static Metric CrossingPapersLate { get; } = new(
        "crossings.papers-late", 1, "逾期未签收的移交清单", "一方看得到的、有移交清单到期还没有签收的办件。", "有 case.papers-sent/1 而没有对应的 case.papers-received/1、且已过签收日的件数", "件", PlatformRules.HandOvers);

    public static Metric CrossingResultsLate { get; } = new(
        "crossings.results-late", 1, "结果逾期未返回", "一方看得到的、已经作出决定，到期还没有把结果交回代收窗口的办件。", "case.approved/1、case.refused/1 后过了送达期限、代收窗口没有签收结果的件数", "件", Crossing);

    public static Metric CrossingsDisputed { get; } = new(
        "crossings.disputed", 1, "等待裁定的跨区域争议", "一方或者牵头部门看得到的、还没有裁定的争议。", "有 case.dispute-raised/1 而没有其后的 case.dispute-settled/1 的件数", "件", new Citation("qingdao-2023", "第三十三条"));

    public static Metric CrossingsWaiting { get; } = new(
        "crossings.waiting", 1, "跨域通办待处理", "逾期未签收的移交清单、逾期未返回的结果和等待裁定的争议，一共多少。", "crossings.papers-late + crossings.results-late + crossings.disputed", "件", Crossing);

    private static readonly Citation Lists = new("qingdao-2023", "第十五条");

    public static Metric ItemCasesRunning { get; } = new(
        "items.cases-running", 1, "事项变更涉及的办件", "一个事项办理中的办件；指南换了版本，它们仍按受理时的版本办。", "有 case.submitted/1 而没有办结的件数，按事项和指南版本", "件", Lists);

    public static Metric ItemDrafts { get; } = new("items.drafts", 1, "事项变更涉及的草稿", "一个事项填写中、还没有提交的草稿。", "没有提交的草稿份数，按事项", "份", Lists);

    public static Metric ClaimsPending { get; } = new(
        "catalogue.claims-pending", 1, "没有处理的目录条目", "上级目录里还没有认领、也没有标为不适用的条目。", "上级目录在册条目减去本地已处理的条目", "条", new Citation("hebei-city-2022", "一、（二）"));
    private static readonly Citation Guided = new("qingdao-2023", "第十九条");
    private static readonly Citation Sunk = new("qingdao-2023", "第二十一条");

    public static Metric GuideCases { get; } = new("guide.cases", 1, "统计的件数", "一个事项近十二个月里最后决定的办件，最多二百件；不足二十件时，指南上什么数字都不显示。", "case.approved/1 和 case.refused/1 的件数", "件", Guided);

    public static Metric GuideMedian { get; } = new("guide.median", 1, "实际用时（中位数）", "从提交到决定的自然日，不算申请人补正的时间；一半的件不超过它。", "case.submitted/1 到 case.approved/1、case.refused/1，减去 case.correction-requested/1 到 case.correction-filed/1 的时间，取中位数，不足一天算一天", "天", Guided);

    public static Metric GuideNinetieth { get; } = new("guide.ninetieth", 1, "实际用时（九成）", "同上，九成的件不超过它。", "与 guide.median 相同，取第 90 百分位", "天", Guided);

    public static Metric GuideOwnTime { get; } = new("guide.own-time", 1, "申请人补正用时", "要补正的件里，申请人自己用的时间；一半不超过它。不足二十件要补正的不显示。", "case.correction-requested/1 到 case.correction-filed/1 的时间，取中位数", "天", Guided);

    public static Metric GuideOnTime { get; } = new("guide.on-time", 1, "按时率", "在承诺时限内决定的比例。", "决定日不晚于承诺到期日的件数 ÷ 统计的件数", "%", Guided);

    public static Metric GuideOnline { get; } = new("guide.online", 1, "网上提交率", "网上或者手机提交、不用为交件到现场的比例。", "case.submitted/1 的渠道为网上或手机的件数 ÷ 统计的件数", "%", Guided);

    public static Metric GuideCorrected { get; } = new("guide.corrected", 1, "补正次数", "同一处、同一种问题要补正的件数，一件只数一次。", "case.correction-requested/1 里写明的问题，按材料或字段和种类分组", "件", Guided);

    public static Metric SunkShare { get; } = new("sink-down.share", 1, "下沉比例", "一个地方的事项里，在镇街、在村社区能办的，以及个人事项里下沉了的，各占多少。", "现行下沉记录里不同事项的个数 ÷ 公布的事项数（或个人事项数）", "%", Sunk);

    public static Metric OutletsDrifting { get; } = new(
        "guide.outlets-drifting", 1, "与指南不一致的渠道", "最近一次同源核对里，显示的内容与现行办事指南有出入的渠道，一个事项的一个渠道算一处。", "同源核对结果里不一致数大于零的行数", "处", new Citation("huyi-2021", "第八条"));

    public static Metric ClaimsWithoutItem { get; } = new(
        "catalogue.claims-without-item", 1, "还没有编制的实施清单", "认领了、还没有公布办事指南的目录条目。", "已认领条目减去有在用事项的条目，按部门", "项", new Citation("qingdao-2023", "第十七条"));

    public static Metric SecurityAlerts { get; } = new(
        "security.alerts", 1, "没有解除的安全提醒", "没有责任人的系统、快到期和逾期的测评、没有按期修复的漏洞，还没有解除的。", "一个地方没有解除的提醒条数，一个原因只算一条", "条", new Citation("hebei-city-2022", "四、（四）"));

    public static Metric UrgingsUnanswered { get; } = new(
        "cases.urgings-unanswered", 1, "等待答复的督办", "主管部门、上级或者管理机构督办了、承办单位还没有答复的。", "没有答复时间的督办记录条数", "件", new Citation("hebei-city-2022", "五、（一）"));

    public static Metric GuidanceUnread { get; } = new(
        "supervision.guidance-unread", 1, "没有签收的业务指导", "上级发来、本单位还没有签收的业务指导。", "没有签收时间的业务指导份数，按收到的单位", "份", new Citation("qingdao-2023", "第十条"));

    public static Metric VenuesCounted { get; } = new(
        "venues.counted", 1, "政务服务场所", "一个地方的政务服务中心、便民服务中心和便民服务站；功能区的算在指导它的区（市）里。", "在册的政务服务场所个数，按所在地；功能区的按指导机构所在地", "处", new Citation("qingdao-grassroots-2020", "二、（四）1"));

    public static IReadOnlyList<Metric> All { get; } =
    [
        PackagesStuck, NewsAside, ResultsTyped, NewsSettled, LinesWaiting,
        CasesWaiting, CasesAlerted, WarningsUnread, QuotaTaken, RatingsGiven, RatingsBad, MessagesFailed, MessagesTasks, MessagesLate, MessagesWaiting, MessagesUnread, LedgerEntries, ItemsPublished,
        FeesListed, FeesWaiting, ParcelsListed, ParcelsWaiting, CreditFailed,
        CrossingsReceived, CrossingPapersLate, CrossingResultsLate, CrossingsDisputed, CrossingsWaiting,
        ItemCasesRunning, ItemDrafts, ClaimsPending, ClaimsWithoutItem,
        GuideCases, GuideMedian, GuideNinetieth, GuideOwnTime, GuideOnTime, GuideOnline, GuideCorrected, SunkShare, OutletsDrifting,
        SecurityAlerts,
        UrgingsUnanswered, GuidanceUnread, VenuesCounted,
    ];
}
