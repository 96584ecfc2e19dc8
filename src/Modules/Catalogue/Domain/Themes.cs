namespace OneWindow.Catalogue;

/// <summary>主题: the national code sets of C0109, for persons ("p") and for legal persons ("c"), in the standard's order.</summary>
internal static class Themes
{
    private const string Persons =
        "005生育收养 010户籍办理 015民族宗教 020教育科研 025入伍服役 030就业创业 035设立变更 040准营准办 045抵押质押 050职业资格 055行政缴费 060婚姻登记 " +
        "065优待抚恤 070规划建设 075住房保障 085社会保障 090证件办理 095交通出行 100旅游观光 105出境入境 110消费维权 115公共安全 120司法公证 125知识产权 " +
        "130环保绿化 135文化体育 140公用事业 145医疗卫生 150离职退休 155死亡殡葬 998地方特色 999其他";

    private const string Companies =
        "005设立变更 010准营准办 015资质认证 020年检年审 025税收财务 030人力资源 035社会保障 040投资审批 045融资信贷 050抵押质押 055商务贸易 060招标拍卖 " +
        "065海关口岸 070涉外服务 075农林牧渔 085国土和规划建设 090交通运输 095环保绿化 100应对气候变化 105水务气象 110医疗卫生 115科技创新 120文体教育 " +
        "125知识产权 130民族宗教 135质量技术 140检验检疫 145安全生产 150公安消防 155司法公证 160公用事业 165法人注销 170档案文物 998地方特色 999其他";

    /// <summary>Code to name, persons first.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Read('p', Persons).Concat(Read('c', Companies)).ToDictionary(t => t.Code, t => t.Name);

    private static IEnumerable<(string Code, string Name)> Read(char prefix, string list) =>
        list.Split(' ').Select(entry => (prefix + entry[..3], entry[3..]));
}
