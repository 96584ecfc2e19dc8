namespace OneWindow.Kernel;

/// <summary>
/// The articles of the house rulebook `rulebooks/platform/`: what technical refusals (a stale page, a full queue) cite.
/// </summary>
public static class PlatformRules
{
    public const string Rulebook = "platform";

    /// <summary>第一条: what was changed meanwhile is shown again, never overwritten.</summary>
    public static Citation NoSilentOverwrite { get; } = new(Rulebook, "第一条");

    /// <summary>第二条: what the system cannot take now it says so, and when to come back.</summary>
    public static Citation Capacity { get; } = new(Rulebook, "第二条");

    /// <summary>第三条: who may do what is stated for every act.</summary>
    public static Citation Permission { get; } = new(Rulebook, "第三条");

    /// <summary>第四条: what is entered is checked, and the answer says what is wrong and how to mend it.</summary>
    public static Citation Input { get; } = new(Rulebook, "第四条");

    /// <summary>第五条: a step is taken only from a state in which it is open.</summary>
    public static Citation Order { get; } = new(Rulebook, "第五条");

    /// <summary>第六条: files are checked for kind, size and integrity.</summary>
    public static Citation Files { get; } = new(Rulebook, "第六条");

    /// <summary>第七条: real use starts with no default secret and no demonstration control.</summary>
    public static Citation RealUse { get; } = new(Rulebook, "第七条");

    /// <summary>第八条: names of documents and reminders that no law settles; without legal effect.</summary>
    public static Citation Defaults { get; } = new(Rulebook, "第八条");

    /// <summary>第九条: approved by published rules alone, never refused; a person at any time.</summary>
    public static Citation ByRules { get; } = new(Rulebook, "第九条");

    /// <summary>第十条: a case has one handler at a time, and everybody sees who.</summary>
    public static Citation OneHandler { get; } = new(Rulebook, "第十条");

    /// <summary>第十一条: warnings on the way to a limit, each to its owner once; without legal effect.</summary>
    public static Citation Warnings { get; } = new(Rulebook, "第十一条");

    /// <summary>第十二条: what another system tells is signed, bears both instants, and is never dropped.</summary>
    public static Citation LineNews { get; } = new(Rulebook, "第十二条");

    /// <summary>第十三条: where no text names a ground for not accepting, staff decide with reasons.</summary>
    public static Citation SilentGrounds { get; } = new(Rulebook, "第十三条");

    /// <summary>第十四条: departments say in time what their part of a combination lacks, or have lost their say.</summary>
    public static Citation Examination { get; } = new(Rulebook, "第十四条");

    /// <summary>第十五条: what an amended law, or a list above, touches is looked at within a set time.</summary>
    public static Citation Updates { get; } = new(Rulebook, "第十五条");

    /// <summary>第十六条: what a reader does not understand in a guide or finds wrong is answered within a set time.</summary>
    public static Citation Feedback { get; } = new(Rulebook, "第十六条");

    /// <summary>第二十一条: a slip is taken back within a minute by whoever made it, before anybody was told.</summary>
    public static Citation Undo { get; } = new(Rulebook, "第二十一条");

    /// <summary>第二十二条: what is wrong is put right by another document and another hand, never by changing what was.</summary>
    public static Citation Mending { get; } = new(Rulebook, "第二十二条");

    /// <summary>第二十三条: the body itself takes a wrong decision up again, by another hand and under the same number.</summary>
    public static Citation SelfCorrection { get; } = new(Rulebook, "第二十三条");

    /// <summary>第二十四条: a promise that is missed is told the same day, with its cause, the new day, and whom to ask.</summary>
    public static Citation MissedPromise { get; } = new(Rulebook, "第二十四条");

    /// <summary>第二十七条: papers between places travel with a list, line by line; a draft is opened for who sits before the clerk.</summary>
    public static Citation HandOvers { get; } = new(Rulebook, "第二十七条");

    /// <summary>第三十一条: several sign one and the same content, each for himself, before it is handed in; a change asks all anew.</summary>
    public static Citation Signing { get; } = new(Rulebook, "第三十一条");

    /// <summary>第三十四条: how surely a sign-in says who is there, and what that opens.</summary>
    public static Citation Levels { get; } = new(Rulebook, "第三十四条");

    /// <summary>第三十六条: how long an authority lasts at most, how it is ended, and what relatives are sent.</summary>
    public static Citation Authorities { get; } = new(Rulebook, "第三十六条");

    /// <summary>第三十八条: holes are mended and systems assessed by their day; what is late stays marked.</summary>
    public static Citation Security { get; } = new(Rulebook, "第三十八条");

    /// <summary>第四十条: who opens a person's data is written down before it is shown, and the person sees it.</summary>
    public static Citation Openings { get; } = new(Rulebook, "第四十条");

    /// <summary>第四十一条: what is asked to be corrected or erased is answered in time; what must stay is told.</summary>
    public static Citation PersonalData { get; } = new(Rulebook, "第四十一条");
}
