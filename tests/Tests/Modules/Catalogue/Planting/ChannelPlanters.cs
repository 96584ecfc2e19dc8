using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Catalogue.Planting;

/// <summary>Channels, visits, telephones, audience (清单质量规则; 重庆办法 第二十八条; 青岛办法 第二十五条).</summary>
internal static class ChannelPlanters
{
    private const string Why = "要当面核对持证人并采集相片。";

    public static IReadOnlyList<Planter> All { get; } =
    [
        new("online-only-with-visits", "只在网上办，还要跑", "清单质量规则：全程网办⇒跑动0", "visits",
            (g, _, r) => g.InPerson ? null : new Planted(OnlineOnly(g) with { Visits = r.Next(1, 4) }, "visits"),
            (g, _, _) => g.InPerson || !MayBeOnlineAlone(g) ? null : new Planted(OnlineOnly(g) with { Visits = 0 }, "visits")),
        new("full-online-elsewhere-with-visits", "跨域全程网办，还要跑", "清单质量规则：全程网办⇒跑动0", "visits",
            (g, _, r) => CanBeOnline(g) ? new Planted(g with { CrossRegion = new(CrossRegionMode.FullOnline), Visits = r.Next(1, 3) }, "visits") : null,
            (g, _, _) => CanBeOnline(g) ? new Planted(g with { CrossRegion = new(CrossRegionMode.FullOnline), Visits = 0 }, "crossRegion") : null),
        new("visits-without-reason", "网上能交、能邮寄，仍写要跑，又不说为什么", "清单质量规则：跑动>0 必填原因", "visits",
            (g, _, r) => g.Visits == 0 && CanBeOnline(g) && g.ChannelReason is null && g.Deliveries.Contains(DeliveryMode.Post) ? new Planted(g with { Visits = r.Next(1, 5) }, "visits") : null,
            (g, _, _) => g.Visits == 0 && CanBeOnline(g) ? new Planted(g with { Deliveries = [.. g.Deliveries.Reverse()] }, "deliveries") : null),
        new("no-visit-but-nothing-sent", "写一次都不用跑，结果却只能到窗口取", "清单质量规则：跑动=0 且非网办须支持邮寄", "visits",
            (g, _, _) => g.Visits == 0 && g.Result.Kind != ResultKind.None && g.Deliveries.Count > 1 ? new Planted(g with { Deliveries = [DeliveryMode.Counter] }, "visits") : null,
            (g, _, _) => g.Visits == 0 && g.Deliveries.Contains(DeliveryMode.Post) ? new Planted(g with { Deliveries = [DeliveryMode.Post, DeliveryMode.Counter] }, "deliveries") : null),
        new("no-visit-but-counter-only", "写一次都不用跑，却只能到窗口办，也不寄", "清单质量规则：跑动=0 且非网办须支持邮寄", "visits",
            (g, _, _) => Counter(g) with { Visits = 0 } is var c && g.CrossRegion is null ? new Planted(c, "visits") : null,
            (g, _, _) => g.CrossRegion is null ? new Planted(Counter(g) with { Visits = 1 }, "channels") : null),
        new("counter-only-without-reason", "只准到窗口办，不说理由", "CQ-28-2, HB-2.5-1", "channels",
            (g, _, _) => g is { ChannelReason: null, CrossRegion: null } ? new Planted(Counter(g) with { Visits = 1, ChannelReason = null }, "channels") : null,
            (g, _, _) => g is { ChannelReason: null, CrossRegion: null } ? new Planted(Counter(g) with { Visits = 1 }, "channels") : null),
        new("online-only-without-reason", "只准在网上办，不说理由", "CQ-28-2, HB-2.5-1", "channels",
            (g, _, _) => g.InPerson ? null : new Planted(OnlineOnly(g) with { Visits = 0, ChannelReason = null }, "channels"),
            (g, _, _) => g.InPerson || !MayBeOnlineAlone(g) ? null : new Planted(OnlineOnly(g) with { Visits = 0 }, "channels")),
        new("in-person-without-basis", "必须本人到场，没有依据", "QD-25-2", "inPerson",
            (g, _, _) => g is { InPerson: false, CrossRegion: null } ? new Planted(Counter(g) with { InPerson = true, Visits = 1 }, "inPerson") : null,
            (g, _, _) => g is { InPerson: false, CrossRegion: null }
                ? new Planted(Counter(g) with { InPerson = true, Visits = 1, ChannelReason = new("法律法规另有规定", "由本人当面申请。", new("中华人民共和国行政许可法", "第二十九条", BasisType.Law)) }, "inPerson")
                : null),
        new("channels-missing", "没有办理形式", "HY-6-1", "channels",
            (g, _, _) => new Planted(g with { Channels = [] }, "channels"),
            (g, _, _) => g.Channels.Count > 1 ? new Planted(g with { Channels = [.. g.Channels.Reverse()] }, "channels") : null),
        new("phones-equal", "咨询电话和投诉电话是同一个", "清单质量规则：咨询电话≠投诉电话", "complaintPhone",
            (g, _, _) => new Planted(g with { ComplaintPhone = g.ConsultationPhone }, "complaintPhone"),
            (g, _, r) => new Planted(g with { ComplaintPhone = Other(g.ComplaintPhone, r) }, "complaintPhone")),
        new("phone-without-area-code", "咨询电话没有区号", "清单质量规则：电话带区号", "consultationPhone",
            (g, _, _) => Bare(g.ConsultationPhone) is { } bare ? new Planted(g with { ConsultationPhone = bare }, "consultationPhone") : null,
            (g, _, r) => new Planted(g with { ConsultationPhone = Other(g.ConsultationPhone, r) }, "consultationPhone")),
        new("complaint-phone-without-area-code", "投诉电话没有区号", "清单质量规则：电话带区号", "complaintPhone",
            (g, _, _) => Bare(g.ComplaintPhone) is { } bare ? new Planted(g with { ComplaintPhone = bare }, "complaintPhone") : null,
            (g, _, r) => new Planted(g with { ComplaintPhone = Other(g.ComplaintPhone, r) }, "complaintPhone")),
        new("phone-no-number", "电话处写的不是号码", "HY-6-1", "consultationPhone",
            (g, _, r) => new Planted(g with { ConsultationPhone = r.Of(["详见官网", "暂无", "0532-", "请拨打总机转", "00000000"]) }, "consultationPhone"),
            (g, _, r) => new Planted(g with { ConsultationPhone = Other(g.ConsultationPhone, r) }, "consultationPhone")),
        new("audience-against-themes", "服务对象是个人，主题却都是法人的（或者反过来）", "清单质量规则：服务对象与主题分类一致", "themes",
            (g, _, _) => Strangers(g) is { } themes ? new Planted(g with { Themes = themes }, "themes") : null,
            (g, c, r) => g.Themes.Count == 0 ? null : new Planted(g with { Themes = [Fellow(g, c, r)] }, "themes")),
    ];

    /// <summary>河北方案 二（五） and 鄠邑细则 第二十四条: the applicant chooses, so that the counter stays open beside the web.</summary>
    private static bool MayBeOnlineAlone(Guide guide) => !Corpus.Hebei.Contains(guide.Place) && !Corpus.Huyi.Contains(guide.Place);

    /// <summary>Where the place lists its grounds (河北方案 三（二）), one of them.</summary>
    private static ChannelReason ReasonFor(Guide guide) => new(Corpus.Hebei.Contains(guide.Place) ? "其他不宜网办" : "其他", Why);

    private static bool CanBeOnline(Guide guide) => !guide.InPerson && guide.Channels.Contains(Channel.Online);

    private static Guide OnlineOnly(Guide guide) => guide with
    {
        Channels = [Channel.Online, Channel.Mobile],
        Deliveries = [DeliveryMode.Electronic, DeliveryMode.Post],
        ChannelReason = new("其他", "全部环节在网上完成，没有需要当面核对的东西。"),
    };

    private static Guide Counter(Guide guide) => guide with { Channels = [Channel.Counter], Deliveries = [DeliveryMode.Counter], ChannelReason = ReasonFor(guide) };

    private static string? Bare(string phone) => phone.Split('-', 2) is [_, var number] ? number : null;

    /// <summary>Another number of the same place.</summary>
    private static string Other(string phone, Random random) => $"{phone.Split('-')[0]}-5550{random.Next(9000, 9999)}";

    private static IReadOnlyList<string>? Strangers(Guide guide)
    {
        var person = guide.Audience.Contains(SubjectKind.Person);
        var others = guide.Audience.Any(a => a != SubjectKind.Person);
        return (person, others) switch
        {
            (true, false) => ["c010"],
            (false, true) => ["p005"],
            _ => null,
        };
    }

    private static string Fellow(Guide guide, Corpus corpus, Random random)
    {
        var sort = guide.Themes[0][0];
        return random.Of([.. corpus.Seeds.SelectMany(s => s.Themes).Where(t => t[0] == sort && !guide.Themes.Contains(t)).Distinct().Order(StringComparer.Ordinal)]);
    }
}
