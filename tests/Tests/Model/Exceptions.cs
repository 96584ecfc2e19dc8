namespace OneWindow.Tests.Model;

/// <summary>
/// Where the engine stands against the articles as the model reads them. Each is true while the engine does so, named here with what should
/// come; set it to false when the engine is mended (or the reading is settled the other way: then take the line out of the model).
/// ONEWINDOW_MODEL_STRICT=NAME (or "all") plays without it and so shows the shortest life that differs.
/// </summary>
internal static class Exceptions
{
    /// <summary>
    /// Every place. A complete filing left in silence is deemed accepted too. 行政许可法 第三十二条(四) and 重庆办法 第十八条 speak of filings that needed a
    /// correction notice, and requirements-summary.md T7 and §8.2 say "only" those; a complete one should stay with its alert (第十七条, a breach).
    /// </summary>
    public static readonly bool CompleteFilingsAreDeemedAcceptedToo = Stands(nameof(CompleteFilingsAreDeemedAcceptedToo));

    /// <summary>
    /// Qingdao and the Hebei city, types other than licences. No ground at all to refuse acceptance is admitted, not even 不属于职权范围. 青岛办法 第二十六条 says
    /// "作出受理或不予受理的决定"; where the grounds are silent staff decide (requirements-summary.md §6): any reason, in writing.
    /// </summary>
    public static readonly bool SilentPlacesNeverRefuseAcceptance = Stands(nameof(SilentPlacesNeverRefuseAcceptance));

    /// <summary>
    /// What was filed at the counter any clerk or chief representative of the place may take back, without a paper of the applicant's. T24: the applicant
    /// withdraws; a window may write down his word, but then the word must be there.
    /// </summary>
    public static readonly bool WindowsTakeBackWithoutTheApplicantsWord = Stands(nameof(WindowsTakeBackWithoutTheApplicantsWord));

    /// <summary>
    /// Chongqing, counter. Where no material is absent no correction notice can be sent, though one is unreadable or a field is wrong. 重庆办法 第十七条 wants
    /// acceptance of what is complete "并符合法定形式"; 第十八条: what is not of the legal form is told once.
    /// </summary>
    public static readonly bool ChongqingCountersCannotTellDefectsOfForm = Stands(nameof(ChongqingCountersCannotTellDefectsOfForm));

    /// <summary>
    /// Every place. A material filed anew may be told defective a third time and a fourth. 青岛办法 第二十三条, 重庆办法 第十八条 (一次性告知), issue 3: "may be raised
    /// once more".
    /// </summary>
    public static readonly bool WhatCameAnewMayBeFaultedWithoutEnd = Stands(nameof(WhatCameAnewMayBeFaultedWithoutEnd));

    private static bool Stands(string name) => Environment.GetEnvironmentVariable("ONEWINDOW_MODEL_STRICT") is not { } strict || (strict != name && strict != "all");
}
