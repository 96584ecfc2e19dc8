using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Messages;

/// <summary>One step of one sending: write it, send it, or ask what became of it. Changes the rows; saving is the worker's.</summary>
internal sealed class SendingSteps(
    MessageWriter writer, Choices choices, IEnumerable<ICarrier> carriers, ICopyReaders readers, MessageSettings settings, Brand brand, TimeProvider clock, ILogger<SendingSteps> log)
{
    public async Task Step(MessagesDb db, SendingRow row, MessageRow message, CancellationToken cancel)
    {
        try
        {
            if (message.Authority is { } authority && row.State == SendingState.Waiting && !(await readers.Holding(message.Subject, cancel)).Contains(authority)) Stop(row);
            else if (row.Means == Means.Platform) await Write(db, row, message, cancel);
            else if (row.State is SendingState.Waiting or SendingState.Sent) await Send(db, row, message, cancel);
            else row.DueAt = null;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // A fault of the house, not of the way: tried for as long as it takes, and seen.
            log.LogError(e, "The sending {Sending} of {Case} failed, attempt {Attempt}.", row.Id, message.Case, row.Failures + 1);
            row.Failures++;
            (row.Trouble, row.Reason, row.DueAt) = (true, $"平台自身出错（{e.GetType().Name}）", clock.Now().Plus(Patience.ForInbox(row.Failures)));
        }
    }

    /// <summary>Failed for good: to the list, and on to the next way. The inbox stands in any case.</summary>
    public async Task Fail(MessagesDb db, SendingRow row, MessageRow message, string reason, CancellationToken cancel)
    {
        // A copy that does not arrive outside stands in the inbox; staff have told whom they must.
        (row.State, row.Trouble, row.DueAt, row.Reason) = (SendingState.Failed, message.Authority is null, null, reason);
        var tried = await db.Sendings.Where(s => s.Message == message.Id).Select(s => s.Means).ToListAsync(cancel);
        Begin(db, message, tried);
    }

    /// <summary>抄送: the authority has ended meanwhile.</summary>
    private void Stop(SendingRow row) => (row.State, row.Trouble, row.DueAt, row.DoneAt, row.Proof, row.Reason) = (SendingState.Done, false, null, clock.Now(), "委托已经结束，没有抄送", null);

    private async Task Write(MessagesDb db, SendingRow row, MessageRow message, CancellationToken cancel)
    {
        var now = clock.Now();
        if (!await writer.Write(db, message, now, cancel))
        {
            (row.State, row.Trouble, row.DueAt, row.DoneAt, row.Proof, row.Reason) = (SendingState.Done, false, null, now, "误操作已撤回，没有告知", null);
            return;
        }

        if (message.MustBeBy < now.Date) message.BreachedAt ??= now;
        (row.State, row.Trouble, row.DueAt, row.SentAt, row.DoneAt, row.Proof, row.Reason) = (SendingState.Done, false, null, now, now, "已放入站内消息", null);
        Begin(db, message, [Means.Platform]);
    }

    private void Begin(MessagesDb db, MessageRow message, IReadOnlyList<Means> tried)
    {
        if (MessageWriter.PlanOf(message).Where(m => !tried.Contains(m)).Select(m => (Means?)m).FirstOrDefault() is not { } next) return;
        db.Sendings.Add(TellWhenCaseMoves.SendingOf(message, next, clock.Now()));
    }

    private async Task Send(MessagesDb db, SendingRow row, MessageRow message, CancellationToken cancel)
    {
        var now = clock.Now();
        var carrier = carriers.Single(c => c.Means == row.Means);
        var chosen = await choices.Of(db, row.Subject, cancel);
        var text = await writer.Open(message, cancel);
        if (row.Means == Means.Sms && !SigningMessages.IsCode(message.Type) && row.State == SendingState.Waiting && !chosen.Night && settings.Quiet.NextAfter(now) is var morning && morning > now)
        {
            row.DueAt = morning;
            return;
        }

        if (!carrier.IsSetUp) await Fail(db, row, message, $"本平台没有接通{row.Means.Words()}", cancel);
        else if ((row.Means == Means.Sms ? text?.SendTo : null) is var named && (named ?? chosen.AddressFor(row.Means)) is not { } to) await Fail(db, row, message, row.Means == Means.Sms ? "没有手机号码" : "没有邮箱地址", cancel);
        else if (row.State == SendingState.Sent) await Settle(db, row, message, carrier, await carrier.Ask(row.Key, cancel), cancel);
        else if (text is null) await Fail(db, row, message, "申请人的资料已依法删除", cancel);
        else await Settle(db, row, message, carrier, await carrier.Carry(Pack(row, message, text, to), cancel), cancel);
    }

    private Parcel Pack(SendingRow row, MessageRow message, MessageText text, string to)
    {
        var checkAt = settings.AddressOf("/messages/check");
        return row.Means == Means.Sms
            ? new Parcel(row.Key, to, "", text.Short(brand.ShortName, message.Code, checkAt, settings.AddressOf(text.Path)))
            : new Parcel(row.Key, to, $"{text.Item}：{text.Title}", text.Long(brand.Name, message.Code, checkAt, settings.AddressOf(text.Path)));
    }

    private async Task Settle(MessagesDb db, SendingRow row, MessageRow message, ICarrier carrier, Carried carried, CancellationToken cancel)
    {
        var now = clock.Now();
        switch (carried)
        {
            case Carried.Arrived arrived:
                row.SentAt ??= now;
                (row.State, row.Trouble, row.DueAt, row.DoneAt, row.Proof, row.Unclear, row.Reason) = (SendingState.Done, false, null, now, arrived.Proof, false, null);
                break;
            case Carried.Taken taken:
                row.SentAt ??= now;
                (row.State, row.Proof, row.Unclear, row.Reason) = (SendingState.Sent, taken.Proof, false, null);
                await AskAgain(db, row, message, "网关收下了，但一天内没有报告是否送达", now, cancel);
                break;
            case Carried.Refused refused:
                await Fail(db, row, message, refused.Reason, cancel);
                break;
            case Carried.Later later when row.State == SendingState.Sent:
                await AskAgain(db, row, message, later.Reason, now, cancel);
                break;
            case Carried.Later later:
                row.Failures++;
                row.Unclear |= later.Unclear;
                row.Reason = later.Reason;
                if (Patience.AfterFailure(row.Failures) is { } wait) row.DueAt = now.Plus(wait);
                else if (!row.Unclear) await Fail(db, row, message, later.Reason, cancel);
                else await Clear(db, row, message, carrier, later.Reason, cancel);
                break;
            default:
                throw new InvalidOperationException($"No such end: {carried}.");
        }
    }

    private async Task AskAgain(MessagesDb db, SendingRow row, MessageRow message, string reason, Instant now, CancellationToken cancel)
    {
        if (Patience.ForReport(row.Asked++) is { } wait) row.DueAt = now.Plus(wait);
        else await Fail(db, row, message, reason, cancel);
    }

    /// <summary>Tried often enough, and some try may have gone out: asked before another way is begun, so that nobody is told twice.</summary>
    private async Task Clear(MessagesDb db, SendingRow row, MessageRow message, ICarrier carrier, string reason, CancellationToken cancel)
    {
        var truth = await carrier.Ask(row.Key, cancel);
        if (truth is Carried.Later) await Fail(db, row, message, $"{reason}；可能已经发出，没有得到答复", cancel);
        else if (truth is Carried.Refused) await Fail(db, row, message, reason, cancel);
        else await Settle(db, row, message, carrier, truth, cancel);
    }
}
