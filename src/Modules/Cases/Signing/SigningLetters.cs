using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>A letter to be written: to whom, and in what words. Sealed under its recipient's key.</summary>
/// <param name="Subject">The recipient.</param>
internal sealed record LetterWords(
    string Kind, string Subject, string Title, string Happened, string? Todo, DateOnly? By, string? Otherwise, string Path, string? SendTo);

/// <summary>
/// 谁该知道什么: what each is told when a round has moved, from how it stood and how it stands. No name, number or reason goes into a message: they are
/// read on the page.
/// </summary>
internal static class SigningLetters
{
    public const string CodeKind = SigningLetter.Code;

    /// <summary>How long a one-time code holds.</summary>
    public static readonly TimeSpan CodeHolds = TimeSpan.FromMinutes(10);

    public static string PageOf(Signatory who) => $"/sign/{who.Token}";

    public static string PageOf(string draft) => $"/drafts/{draft}/signing";

    public static IReadOnlyList<LetterWords> Between(string draft, SigningRound? before, SigningRound after)
    {
        var letters = new List<LetterWords>();
        var begun = before is null || before.Number != after.Number;
        foreach (var who in after.Parties)
        {
            var was = begun ? null : before!.Party(who.Id);
            if (who is { Standing: SignatoryStanding.Asked, IsInitiator: false } && was?.Standing is null or SignatoryStanding.Waiting) letters.Add(Invited(after, who));
            else if (IsOwing(who) && !begun && ((after.HalfTold && !before!.HalfTold) || (after.LastTold && !before!.LastTold))) letters.Add(Reminded(after, who));
            if (was is null || was.Standing == who.Standing) continue;
            if (who.Standing == SignatoryStanding.Refused) letters.Add(ToInitiator(draft, after, "refused", $"{who.Words}没有同意签署", "理由写在签署情况页。", "请打开签署情况页，看理由，决定修改内容、换人或者再请他看一看。", after.LastDay));
            if (who.Standing == SignatoryStanding.OnPaper && was.Standing == SignatoryStanding.ScanWaiting)
                letters.Add(ToInitiator(draft, after, "scan-returned", $"{who.Words}的签署页没有通过核对", "理由写在签署情况页。", "请按理由重新签名、重新上传，或者到窗口当面签。", after.LastDay));
            else if (who is { Standing: SignatoryStanding.OnPaper, IsInitiator: false })
                letters.Add(ToInitiator(draft, after, "paper-asked", $"{who.Words}要求在纸上签署", $"{who.Words}不方便网上签署。", "请在签署情况页打印签署页，请他亲笔签名，再上传扫描件或者带到窗口。", after.LastDay));
        }

        if (begun || before!.Stage == after.Stage)
        {
            if (!begun && after.Hindrance is { } why && before!.Hindrance is null) letters.Add(ToInitiator(draft, after, "hindered", "都签完了，但是暂时不能提交", why, "请打开签署情况页，看看怎样处理。签署都还有效。", null));
            return letters;
        }

        letters.AddRange(after.Stage switch
        {
            SigningStage.TakenBack => [.. Others(after).Select(p => Told(
                after, p, "taken-back", "签署收回了", "邀请您的人收回了申请，要修改内容；原来的签署作废。", null))],
            SigningStage.Lapsed =>
            [
                .. Others(after).Select(p => Told(after, p, "lapsed", "签署到期，没有签齐", "到期没有签齐，这一次作废，申请没有提交。", null)),
                ToInitiator(draft, after, "lapsed", "签署到期，没有签齐", "到期没有签齐，这一次作废。填写的内容和材料都保留着，没有提交。", "还要办的，请打开草稿，可以修改后重新请签。", null),
            ],
            SigningStage.Filed =>
            [
                .. Others(after).Select(p => Told(after, p, "filed", "都签完了，申请已提交", "各方都已签署，申请已经由平台自动提交，办理期限从最后一人签署时起算。", null)),
                ToInitiator(draft, after, "filed", "都签完了，申请已提交", "各方都已签署，申请已经自动提交。", null, null) with { Path = $"/receipts/{after.CaseNumber}" },
            ],
            _ => [],
        });
        return letters;
    }

    public static LetterWords Code(Signatory who, string code) => new(
        CodeKind, who.Subject, $"签署验证码 {code}", $"您正在查看并签署一份申请。验证码 {code}，{CodeHolds.TotalMinutes:0} 分钟内有效。", "不是您本人操作的，不要告诉任何人。", null, null,
        PageOf(who), who.Phone);

    private static LetterWords Invited(SigningRound round, Signatory who)
    {
        var again = round.SignedBefore(who) is not null;
        return new(
            again ? "invited-again" : "invited", who.Subject, again ? "内容有改动，请重新签署" : "请您签署",
            again ? "您签过的申请改动了内容，原来的签署作废。改了什么，逐项列在签署页上。" : $"有人提交的申请需要您以“{who.Words}”的身份签署。",
            "请打开签署页，看清内容后签署；不同意的可以拒绝，不方便网上签的可以要求在纸上签。", round.LastDay, "到期没有签齐的，这一次作废，申请不会提交。", PageOf(who), who.Phone);
    }

    private static LetterWords Reminded(SigningRound round, Signatory who) => new(
        round.LastTold ? "reminded-last" : "reminded", who.Subject, round.LastTold ? "签署快到期了" : "还等您签署", $"有一份申请还等您以“{who.Words}”的身份签署。",
        "请打开签署页签署，或者说明不签的理由。", round.LastDay, "到期没有签齐的，这一次作废，申请不会提交。", PageOf(who), who.Phone);

    private static LetterWords Told(SigningRound round, Signatory who, string kind, string title, string happened, string? todo) =>
        new(kind, who.Subject, title, happened, todo, null, null, PageOf(who), who.Phone);

    private static LetterWords ToInitiator(string draft, SigningRound round, string kind, string title, string happened, string? todo, DateOnly? by) =>
        new(kind, round.By.Subject, title, happened, todo, by, null, PageOf(draft), null);

    /// <summary>Those who were asked, but the initiator himself.</summary>
    private static IEnumerable<Signatory> Others(SigningRound round) => round.Parties.Where(p => p is { IsInitiator: false } && p.Standing != SignatoryStanding.Waiting);

    private static bool IsOwing(Signatory who) => who.Standing is SignatoryStanding.Asked or SignatoryStanding.OnPaper;
}
