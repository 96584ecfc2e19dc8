using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>
/// What a message says: what happened, what you must do or that you need do nothing, by when, what happens if not, whom to call. Nobody's
/// name, number or reasons stand in it: those are read after signing in.
/// </summary>
/// <param name="Title">A few words: 已受理.</param>
/// <param name="Todo">Null: nothing.</param>
/// <param name="By">The applicant's day, or ours where nothing is asked of him.</param>
/// <param name="Otherwise">What follows if nobody acts by that day.</param>
/// <param name="Path">Where it stands on the platform.</param>
internal sealed record MessageText(
    string Title, string Happened, string? Todo, DateOnly? By, string? Otherwise, string Path, string Item, string Case, string Organisation, string Phone)
{
    /// <summary>联署: the telephone that the application names; null: as the reader chose.</summary>
    public string? SendTo { get; init; }

    /// <summary>A one-time code, with nothing beside it.</summary>
    public bool Code { get; init; }

    /// <summary>What the reader has to do with the item.</summary>
    public string About { get; init; } = "您申请的";

    /// <summary>抄送: a relative reads it; what is to be done is the applicant's to do.</summary>
    public bool Copy { get; init; }

    public const string NothingToDo = "您现在不需要做什么。";

    /// <summary>最迟 2025年3月10日（周一）.</summary>
    public string? ByWords => By is { } day ? (Todo is null ? $"我们最迟{Words.Of(day)}给您结果。" : $"最迟{Words.Of(day)}。") : null;

    /// <summary>The end of the number: enough for its owner to know it again.</summary>
    public string CaseTail => TailOf(Case);

    public static string TailOf(string number) => number[^7..];

    /// <summary>短信: one line, no link to press; but who is asked to sign has no other way to his page than its address.</summary>
    public string Short(string signature, string code, string checkAt, string readAt) =>
        Code ? $"【{signature}】{Happened}{Todo}"
        : SendTo is not null ? $"【{signature}】{Item}：{Title}。{Happened}{(Todo is null ? NothingToDo : $"{ByWords}签署页：{readAt} ")}核验码{MessageCode.Grouped(code)}，在{checkAt}可查真伪。"
        : Copy ? $"【{signature}】抄送：您亲友的{Item}（编号尾号{CaseTail}）：{Title}。{(Todo is null ? "本人现在不需要做什么。" : $"请本人办理：{Todo}{ByWords}")}咨询{Phone}。核验码{MessageCode.Grouped(code)}，在{checkAt}可查真伪。"
        : $"【{signature}】{Item}（编号尾号{CaseTail}）：{Title}。{Todo ?? NothingToDo}{ByWords}{(Todo is null ? null : Otherwise)}咨询{Phone}。核验码{MessageCode.Grouped(code)}，在{checkAt}可查真伪。";

    /// <summary>邮件, 信函, and what is read out on the phone.</summary>
    public string Long(string brand, string code, string checkAt, string readAt) => string.Join('\n', ((string?[])
    [
        Copy ? $"您好：您的亲友让我们把他的办件消息抄送给您，这是一份抄送。“{Item}”（编号尾号 {CaseTail}）：{Title}。" : $"您好：{About}“{Item}”（编号尾号 {CaseTail}）：{Title}。",
        "",
        Happened,
        Copy ? $"要由本人办的：{Todo ?? "现在没有。"}" : $"您要做的：{Todo ?? NothingToDo}",
        ByWords is null ? null : $"时间：{ByWords}",
        Otherwise,
        $"咨询电话：{Phone}（{Organisation}）",
        "",
        $"查看详情（需要登录）：{readAt}",
        $"核对这条消息是不是真的：打开 {checkAt}，输入核验码 {MessageCode.Grouped(code)}。",
        $"我们不会通过消息索要密码、验证码或者转账。{brand}",
    ]).OfType<string>());
}
