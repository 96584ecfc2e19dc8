using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>The articles that this module's refusals cite.</summary>
internal static class Laws
{
    /// <summary>Seven kinds of power items on application.</summary>
    public static Citation ItemTypes { get; } = new("qingdao-2023", "第四条");

    /// <summary>Nothing outside the lists.</summary>
    public static Citation Lists { get; } = new("qingdao-2023", "第十五条");

    /// <summary>Changes are asked for by the department, reviewed jointly, published by the office alone.</summary>
    public static Citation JointReview { get; } = new("qingdao-2023", "第十八条");

    /// <summary>The basic list is made from the one above.</summary>
    public static Citation BasicList { get; } = new("qingdao-2023", "第十六条");

    /// <summary>A basis that changes changes the guide in time.</summary>
    public static Citation BasisChanged { get; } = new("huyi-2021", "第九条");

    /// <summary>Departments compile the implementation lists of their items.</summary>
    public static Citation ListsCompiled { get; } = new("qingdao-2023", "第十七条");

    /// <summary>One management system, one code.</summary>
    public static Citation OneSystem { get; } = new("qingdao-2023", "第二十条");

    public static Citation SharedProcess { get; } = new("qingdao-2023", "第二十二条");

    public static Citation InPerson { get; } = new("qingdao-2023", "第二十五条");

    /// <summary>Channels are equal, one set of materials.</summary>
    public static Citation BothChannels { get; } = new("qingdao-2023", "第四十六条");

    public static Citation Paper { get; } = new("qingdao-2023", "第四十七条");

    public static Citation Commitment { get; } = new("qingdao-2023", "第三十二条");

    /// <summary>Packages of several matters, asked for once.</summary>
    public static Citation Bundles { get; } = new("hebei-city-2022", "三、（一）");

    /// <summary>Lead and co-handling departments.</summary>
    public static Citation NamedLead { get; } = new("qingdao-2023", "第三十三条");

    /// <summary>Joint approval: departments of one level, related matters, a lead that is coordinated, else designated.</summary>
    public static Citation Joint { get; } = new("chongqing", "第二十四条");

    public static Citation JointLimit { get; } = new("licensing-law-2019", "第四十二条");

    public static Citation Quota { get; } = new("licensing-law-2019", "第五十七条");

    public static Citation Automatic { get; } = new("hebei-city-2022", "三、（五）");

    public static Citation Tolerance { get; } = new("chongqing", "第十九条");

    public static Citation NoVagueWords { get; } = new("chongqing", "第十四条");

    public static Citation PromisedShorter { get; } = new("chongqing", "第二十五条");

    /// <summary>The fifteen elements.</summary>
    public static Citation Elements { get; } = new("huyi-2021", "第六条");

    public static Citation MaterialElements { get; } = new("huyi-2021", "第七条");

    /// <summary>Nothing may be asked without a basis in law.</summary>
    public static Citation NoFeeWithoutBasis { get; } = new("licensing-law-2019", "第五十八条");

    public static Citation StatutoryLimit { get; } = new("licensing-law-2019", "第四十二条");

    public static Citation Renewal { get; } = new("licensing-law-2019", "第五十条");

    /// <summary>公用事业等单位参照适用.</summary>
    public static Citation Operators { get; } = new("qingdao-2023", "第六十条");

    /// <summary>Items brought down to towns and villages, and how.</summary>
    public static Citation SinkDown { get; } = new("qingdao-2023", "第二十一条");

    /// <summary>The negative list of what is not handled in the centre.</summary>
    public static Citation NotStationed { get; } = new("qingdao-2023", "第三十七条");
}
