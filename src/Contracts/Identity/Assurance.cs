namespace OneWindow.Contracts;

/// <summary>实名等级: how surely a sign-in says who is there (河北方案 三（二）: 身份认证). Ordered: more is surer.</summary>
public enum Assurance
{
    /// <summary>未核验: name and number are his own words; only the telephone is proved.</summary>
    Told = 1,

    /// <summary>实名核验: name and number were compared with the register that issued the paper.</summary>
    Named = 2,

    /// <summary>本人核验: the paper was seen with its owner, at a counter or in a way that counts like it.</summary>
    Proven = 3,
}

/// <summary>实名等级 in words, for pages and rulebooks.</summary>
public static class AssuranceWords
{
    public static string Of(Assurance level) => level switch
    {
        Assurance.Told => "未核验",
        Assurance.Named => "实名核验",
        Assurance.Proven => "本人核验",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "A level without a word."),
    };

    /// <summary>As rulebooks write it: "told", "checked", "proven"; null: no such level.</summary>
    public static Assurance? Read(string code) => code switch
    {
        "told" => Assurance.Told,
        "checked" => Assurance.Named,
        "proven" => Assurance.Proven,
        _ => null,
    };
}
