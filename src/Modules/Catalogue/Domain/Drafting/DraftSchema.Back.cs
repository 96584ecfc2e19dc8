namespace OneWindow.Catalogue;

/// <summary>The form, money, places, the result, and what helps to find and understand it.</summary>
internal static partial class DraftSchema
{
    private static DraftSectionModel Form => new("form", "申请表单", "申请人在网上和窗口填的表，一页一个话题。只问办这件事真正要的。", [],
    [
        new("form", "页", "title", [Line("title", "这一页的标题", "例如“经营情况”。", 40).Must()])
        {
            Inner = new DraftListModel("form/*/fields", "栏目", "label",
            [
                Line("label", "栏目名称", "例如“经营面积（平方米）”。", 60).Must(),
                One("kind", "怎样填", "按要填的内容选。", DraftOptions.FieldKinds).Must(),
                Flag("required", "必须填", "没有它就办不了的，打勾。"),
                Line("hint", "提示", "怕人不会填的，写一句，例如“选最主要的一种”。"),
                Lines("choices", "选项", "几个选项选一个的才填，一行一个。", 40),
                Whole("maxLength", "最多多少字", "不写的按 200 字。"),
                One("prefill", "自动填上", "已经知道的不让人再填。", DraftOptions.Prefills),
                new("onlyIf", "什么情形才问", DraftFieldModel.Kinds.Situation, "按前面栏目的回答。"),
                Line("min", "最少", "数字、金额或日期不能小于它，例如 1。", 20).Seldom(),
                Line("max", "最多", "数字、金额或日期不能大于它，例如 100000。", 20).Seldom(),
                Text("when", "什么条件才问（式子）", "一道选择题说不清的才写，例如 area > 100。").Seldom(),
            ])
            {
                Empty = "这一页还没有栏目。",
                Begins = """{"kind":"text","required":true}""",
            },
        },
    ]) { Because = [Laws.Elements], Also = ["checks"] };

    private static DraftSectionModel Money => new("fees", "收费", "没有法律依据的，一分钱也不能收。不收费的不用填。", [],
    [
        new("fees", "收费项目", "name",
        [
            Line("name", "收费项目", "例如“占道费”。", 40).Must(),
            new("amount", "金额", DraftFieldModel.Kinds.Money, "单位是元，例如 10；按每件核定的写 0。"),
            Line("unit", "按什么计", "例如“平方米·天”；一次一个数的留空。", 20),
            Text("standard", "收费标准", "例如“每平方米每天 0.5 元，见某文件附表”。", 300),
            One("moment", "什么时候缴", "不选的，领结果前缴。", DraftOptions.Moments),
            .. Basis("basis", "收费依据", "城市道路管理条例"),
        ]) { Empty = "不收费。" },
    ]) { Because = [Laws.NoFeeWithoutBasis] };

    private static DraftSectionModel Where => new("places", "在哪里办、问谁", "窗口和网上都开；只开一种的，要写明理由。",
    [
        Many("channels", "办理形式", "可以选几种。", DraftOptions.Channels).Must(),
        Line("channelReason/ground", "只开一种渠道的理由", "本地列明了理由种类的，选其中一种，例如“涉密”；两种都开的留空。", 30).Seldom(),
        Text("channelReason/words", "把理由说清楚", "写给群众看的一句话。", 200).Seldom(),
        .. Basis("channelReason/basis", "只开一种渠道的依据", "中华人民共和国出境入境管理法").Select(f => f.Seldom()),
        Flag("inPerson", "法律要求本人到场", "只有法律要求的才打勾；打了勾就不能网上办、不能委托。"),
        One("level", "网上申请要核验到哪一级", "比当地的要求更高才选，例如涉及重大财产的；级别不够的人照样可以到窗口办。不选的，按当地的规定。", DraftOptions.Assurances).Seldom(),
        Whole("visits", "最多跑几次", "全程网上办写 0；到窗口交一次写 1。").Must(),
        Text("operation", "网上怎么办", "能网办的，一步一行写清楚，例如“登录后点在线办理，按页填写”。", 600),
        Line("consultationPhone", "咨询电话", "带区号，例如 0532-12345678。", 20).Must(),
        Line("complaintPhone", "监督投诉电话", "不能和咨询电话一样，例如 0532-12345。", 20).Must(),
        One("crossRegion/mode", "跨域通办的方式", "别的地方也能收件的才选。", DraftOptions.Modes).Seldom(),
        Line("crossRegion/within", "通办的范围", "区划代码，例如 370200000000 是全市；全国通办的留空。", 12).Seldom(),
    ],
    [
        new("places", "办理地点", "name",
        [
            Line("name", "地点名称", "例如“市南区政务服务中心”。", 60).Must(),
            Line("address", "地址", "写到门牌和楼层，例如“示范路 16 号 1 层”。", 100).Must(),
            Line("hours", "办公时间", "例如“周一至周五 9:00—12:00、13:30—17:00”。", 100).Must(),
            Line("phone", "电话", "带区号，例如 0532-12345678。", 20).Must(),
        ]),
    ]) { Because = [Laws.BothChannels, Laws.InPerson] };

    private static DraftSectionModel Outcome => new("result", "办完拿到什么", "结果的名称和怎样送到申请人手里。",
    [
        Line("result/name", "结果名称", "例如“食品经营许可证”。", 60).Must(),
        One("result/kind", "结果种类", "发证的选“证照”。", DraftOptions.Results).Must(),
        Line("result/validity", "有效期", "例如“5年”“长期有效”；没有的留空。", 30),
        Many("deliveries", "怎样送达", "可以选几种。", DraftOptions.Deliveries).Must(),
    ], []) { Because = [Laws.Elements] };

    private static DraftSectionModel Help => new("questions", "常见问题", "窗口常被问到的，写成一问一答。", [],
    [
        new("questions", "问答", "asked",
        [
            Line("asked", "问", "用群众的话，例如“开饭店要先办营业执照吗？”。", 100).Must(),
            Text("answer", "答", "先说结论，再说怎么办。", 500).Must(),
        ]) { Empty = "还没有问答。" },
    ]);

    private static DraftSectionModel Finding => new("finding", "主题和别称", "让人按主题和平常的说法找得到。",
    [
        Lines("synonyms", "别称", "一行一个，写群众会怎么说，例如“开饭店”。"),
        Line("domain", "公共服务领域", "公共服务事项才填，例如“养老服务”；本地规定的领域见公共服务覆盖情况。", 20),
        Many("themes", "主题", "个人和法人的主题要和服务对象一致。", DraftOptions.ThemeCodes).Must(),
    ], []) { Because = [Laws.OneSystem] };

    private static DraftSectionModel More => new("more", "承诺和名额", "可以用承诺代替证明的，名额有限的，写在这里；没有的就空着。联署、自动审批和审查方式在这里不能改，原样保留。",
    [
        Text("commitment/content", "承诺的内容", "申请人承诺什么。"),
        Text("commitment/requirements", "告知的要求", "要符合的条件和标准。"),
        Text("commitment/liability", "违反承诺的责任", "没做到会怎样。"),
        Lines("commitment/replaces", "代替哪些材料", "写材料的标识，一行一个，例如 health-certificates。", 40),
        Line("commitment/check/by", "事后谁来核查", "例如“市南区市场监督管理局食品科”。", 60),
        Limit("commitment/check/within", "几天内核查", "从决定那天起，例如 60 日。"),
        Line("commitment/check/how", "怎样核查", "例如“现场查看并查阅台账”。"),
        Lines("commitment/concerns", "涉及的领域", "例如“公共安全”；一行一个，没有的留空。", 20),
        Flag("commitment/lowRisk", "风险较低、容易纠正", "风险低、纠错成本低的，打勾。"),
        Whole("quota/count", "名额", "法律限制数量的才填，例如 30。"),
        One("quota/per", "多长时间内", "名额按什么时段算。", DraftOptions.Periods),
        .. Basis("quota/basis", "限制数量的依据", "中华人民共和国行政许可法"),
    ], []) { Because = [Laws.Commitment, Laws.Quota], Also = ["signing", "automatic", "handledIn", "combination", "deviations"] };
}
