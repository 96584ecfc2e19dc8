using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Notices;

/// <summary>出具文书: each event that calls for a document gets one.</summary>
internal sealed class IssueNoticeWhenCaseMoves(NoticeOffice office) : IReaction
{
    public string Topic => "case.";

    public async Task React(Message message, CancellationToken cancel)
    {
        if (!NoticeDrafts.Calls(message.Topic)) return;
        var happened = message.Read<CaseHappened>();
        await office.Issue(CaseNumber.Parse(happened.Number), happened.Sequence, cancel);
    }
}
