using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// One loop with one connection. Each turn takes what is waiting (no timer, no window), reads the states in one query, decides, and writes
/// everything as one transaction; then it answers. Acts on one case follow each other in memory; a refusal writes nothing.
/// </summary>
internal sealed class ActLane : IAsyncDisposable
{
    private const int Longest = 4_096;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(Longest) { SingleReader = true });
    private readonly LaneStore store;
    private readonly int most;
    private readonly OutboxBell bell;
    private readonly ILogger log;
    private readonly Task loop;

    public ActLane(Database database, OutboxBell bell, ILogger log)
    {
        store = LaneStore.Open(database);
        most = database.Kind == DatabaseKind.Sqlite ? 64 : 16;
        (this.bell, this.log) = (bell, log);
        loop = Task.Run(Run);
    }

    public Task<Outcome<Acted>> Submit(ActRequest request)
    {
        var waiting = new Waiting(request);
        return queue.Writer.TryWrite(waiting)
            ? waiting.Answer.Task
            : Task.FromResult<Outcome<Acted>>(new Refusal("platform.busy", "现在办理的人较多，请稍后再试，您填写的内容不会丢失。", PlatformRules.Capacity));
    }

    private async Task Run()
    {
        var turn = new List<Waiting>(most);
        while (await queue.Reader.WaitToReadAsync())
        {
            turn.Clear();
            while (turn.Count < most && queue.Reader.TryRead(out var waiting)) turn.Add(waiting);
            try
            {
                await Turn(turn);
            }
            catch (Exception e)
            {
                log.LogError(e, "A turn of {Count} acts failed.", turn.Count);
                foreach (var waiting in turn) waiting.Answer.TrySetException(e);
            }
        }
    }

    private async Task Turn(List<Waiting> turn)
    {
        var cases = await store.Read([.. turn.Select(w => w.Key).Distinct()]);
        var (writes, answers) = Decide(turn, cases);
        if (writes.Count == 0 || await store.Write(writes))
        {
            if (writes.Count > 0) bell.Ring();
            foreach (var (waiting, answer) in answers) await Answer(waiting, answer);
        }
        else if (turn.Count > 1)
        {
            foreach (var waiting in turn) await Turn([waiting]);
        }
        else await AnswerStale(turn[0]);
    }

    /// <summary>Pure: what each act comes to on the states as read and as the acts before it in this turn have left them.</summary>
    private static (List<CaseWrite> Writes, List<(Waiting, Outcome<Acted>)> Answers) Decide(List<Waiting> turn, Dictionary<CaseKey, StoredCase> cases)
    {
        var pending = new SortedDictionary<(long, long), Pending>();
        var answers = new List<(Waiting, Outcome<Acted>)>(turn.Count);
        foreach (var waiting in turn)
        {
            var place = (waiting.Key.Region, waiting.Key.Id);
            if (!pending.TryGetValue(place, out var work))
            {
                work = pending[place] = cases.TryGetValue(waiting.Key, out var stored) ? new Pending(stored.State, stored.Head) : new Pending(null, HashChain.Genesis.ToArray());
            }

            answers.Add((waiting, work.Do(waiting.Request)));
        }

        var writes = pending.Where(p => p.Value.Events.Count > 0)
            .Select(p => new CaseWrite(new CaseKey(p.Key.Item1, p.Key.Item2), p.Value.From, p.Value.State!, p.Value.Head, p.Value.Events))
            .ToList();
        return (writes, answers);
    }

    /// <summary>A refusal may be the echo of the same act done before: then it is answered as done.</summary>
    private async ValueTask Answer(Waiting waiting, Outcome<Acted> answer)
    {
        if (!answer.Try(out _, out _) && await DoneBefore(waiting) is { } done) answer = done;
        waiting.Answer.TrySetResult(answer);
    }

    /// <summary>Alone and still in the way of a key: the act was done before, or the case was changed by another node.</summary>
    private async Task AnswerStale(Waiting waiting)
    {
        if (await DoneBefore(waiting) is { } done) waiting.Answer.TrySetResult(done);
        else
        {
            var now = await store.Read([waiting.Key]);
            waiting.Answer.TrySetResult(now.TryGetValue(waiting.Key, out var stored) ? CaseDecider.ChangedMeanwhile(stored.State) : CaseDecider.Unknown);
        }
    }

    private async ValueTask<Acted?> DoneBefore(Waiting waiting)
    {
        if (await store.EventOf(waiting.Key, waiting.Request.ActId) is not { } body) return null;
        var cases = await store.Read([waiting.Key]);
        var envelope = CaseEnvelope.Read(body);
        return cases.TryGetValue(waiting.Key, out var stored) && envelope.Actor == waiting.Request.By.Id
            ? new Acted(stored.State, [new SealedEvent(envelope, body, [])])
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
        await store.DisposeAsync();
    }

    private sealed record Waiting(ActRequest Request)
    {
        public CaseKey Key { get; } = CaseKey.Of(Request.Number);

        public TaskCompletionSource<Outcome<Acted>> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>One case within one turn.</summary>
    private sealed class Pending(CaseState? state, byte[] head)
    {
        public int From { get; } = state?.Version ?? 0;

        public CaseState? State { get; private set; } = state;

        public byte[] Head { get; private set; } = head;

        public List<SealedEvent> Events { get; } = [];

        public Outcome<Acted> Do(ActRequest request)
        {
            if (!CaseDecider.Decide(State, request).Try(out var decided, out var refusal)) return refusal;
            var made = new List<SealedEvent>(decided.Count);
            foreach (var one in decided)
            {
                var envelope = new CaseEnvelope(
                    request.Number.Region.Number, request.Number.Id, (State?.Version ?? 0) + 1,
                    made.Count == 0 ? request.ActId : $"{request.ActId}#{made.Count + 1}", CaseEventNames.Of(one.Event), request.At,
                    request.By.Id, request.By.Role, request.By.Organisation, one.Basis, one.Timer, one.Event);
                var (body, hash) = envelope.Seal(Head);
                State = CaseEvolution.Evolve(State, one.Event, envelope.Stamp);
                Head = hash;
                made.Add(new SealedEvent(envelope, body, hash));
            }

            Events.AddRange(made);
            return new Acted(State!, made);
        }
    }
}
