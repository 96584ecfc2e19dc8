using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// One thread with one connection. Each turn takes what is waiting (no timer, no window), reads the states in one query, decides, and writes
/// everything as one transaction; then it answers. Acts on one case follow each other in memory; a refusal writes nothing. A thread of its
/// own, because a lane does nothing but wait for its database: awaiting would only hand each answer from thread to thread.
/// </summary>
internal sealed class ActLane : IDisposable
{
    private const int Longest = 4_096;

    private readonly Channel<Waiting> queue = Channel.CreateBounded<Waiting>(
        new BoundedChannelOptions(Longest) { SingleReader = true, AllowSynchronousContinuations = true });
    private readonly LaneStore store;
    private readonly int most;
    private readonly TimeSpan patience;
    private readonly OutboxBell bell;
    private readonly ILogger log;
    private readonly Thread thread;

    public ActLane(Database database, OutboxBell bell, ILogger log)
    {
        store = LaneStore.Open(database);
        (most, patience) = database.Kind == DatabaseKind.Sqlite ? (64, TimeSpan.FromMicroseconds(200)) : (16, TimeSpan.Zero);
        (this.bell, this.log) = (bell, log);
        thread = new Thread(Run) { Name = "act lane", IsBackground = true };
        thread.Start();
    }

    public Task<Outcome<Acted>> Submit(ActRequest request)
    {
        var waiting = new Waiting(request);
        return queue.Writer.TryWrite(waiting)
            ? waiting.Answer.Task
            : Task.FromResult<Outcome<Acted>>(new Refusal("platform.busy", "现在办理的人较多，请稍后再试，您填写的内容不会丢失。", PlatformRules.Capacity));
    }

    private void Run()
    {
        var turn = new List<Waiting>(most);
        while (queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            Gather(turn.Count);
            turn.Clear();
            while (turn.Count < most && queue.Reader.TryRead(out var waiting)) turn.Add(waiting);
            try
            {
                Turn(turn);
            }
            catch (Exception e)
            {
                log.LogError(e, "A turn of {Count} acts failed.", turn.Count);
                foreach (var waiting in turn) waiting.Answer.TrySetException(e);
            }
        }
    }

    /// <summary>
    /// On SQLite a commit costs as much as a dozen acts. Whoever has just been answered among others often acts again at once: they are given the
    /// fraction of a millisecond that this takes, so that one commit serves them all. Whoever acts alone never waits.
    /// </summary>
    private void Gather(int answered)
    {
        if (patience == TimeSpan.Zero || answered <= 1) return;
        var began = Stopwatch.GetTimestamp();
        while (queue.Reader.Count < most && Stopwatch.GetElapsedTime(began) < patience) Thread.Yield();
    }

    private void Turn(List<Waiting> turn)
    {
        var cases = store.Read([.. turn.Select(w => w.Key).Distinct()]);
        // An act that rests on no version is told from its own echo by its name alone.
        foreach (var echo in turn.Where(w => w.Request.SeenVersion is null && cases.ContainsKey(w.Key) && store.EventOf(w.Key, w.Request.ActId) is not null)) AnswerStale(echo);
        var (writes, answers) = Decide([.. turn.Where(w => !w.Answer.Task.IsCompleted)], cases);
        if (writes.Count == 0 || store.Write(writes))
        {
            if (writes.Count > 0) bell.Ring();
            foreach (var (waiting, answer) in answers) Answer(waiting, answer);
        }
        else if (turn.Count > 1)
        {
            foreach (var waiting in turn) Turn([waiting]);
        }
        else AnswerStale(turn[0]);
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

            answers.Add((waiting, work.Done(waiting.Request) is { } done ? done : work.Do(waiting.Request)));
        }

        var writes = pending.Where(p => p.Value.Events.Count > 0)
            .Select(p => new CaseWrite(new CaseKey(p.Key.Item1, p.Key.Item2), p.Value.From, p.Value.State!, p.Value.Head, p.Value.Events))
            .ToList();
        return (writes, answers);
    }

    /// <summary>A refusal may be the echo of the same act done before: then it is answered as done.</summary>
    private void Answer(Waiting waiting, Outcome<Acted> answer)
    {
        if (!answer.Try(out _, out _) && DoneBefore(waiting) is { } done) answer = done;
        waiting.Answer.TrySetResult(answer);
    }

    /// <summary>The act was done before, or another was under its name, or the case was changed by another node.</summary>
    private void AnswerStale(Waiting waiting)
    {
        if (DoneBefore(waiting) is { } done) waiting.Answer.TrySetResult(done);
        else
        {
            var now = store.Read([waiting.Key]);
            waiting.Answer.TrySetResult(now.TryGetValue(waiting.Key, out var stored) ? CaseDecider.ChangedMeanwhile(stored.State) : CaseDecider.Unknown);
        }
    }

    private Acted? DoneBefore(Waiting waiting)
    {
        if (store.EventOf(waiting.Key, waiting.Request.ActId) is not { } body) return null;
        var cases = store.Read([waiting.Key]);
        var envelope = CaseEnvelope.Read(body);
        return cases.TryGetValue(waiting.Key, out var stored) && envelope.Actor == waiting.Request.By.Id
            ? new Acted(stored.State, [new SealedEvent(envelope, body, [])])
            : null;
    }

    public void Dispose()
    {
        queue.Writer.TryComplete();
        thread.Join();
        store.Dispose();
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

        /// <summary>What the same act has just done in this turn.</summary>
        public Acted? Done(ActRequest request) =>
            Events.Where(e => e.Envelope.ActId == request.ActId && e.Envelope.Actor == request.By.Id).ToList() is { Count: > 0 } made ? new Acted(State!, made) : null;

        public Outcome<Acted> Do(ActRequest request)
        {
            if (!CaseDecider.Decide(State, request).Try(out var decided, out var refusal)) return refusal;
            var made = new List<SealedEvent>(decided.Count);
            var own = 0;
            foreach (var one in decided)
            {
                var by = one.By ?? request.By;
                // What time did on the way bears the name that the sweep would have given it; the act's own name stays with the act.
                var id = request.Act is not (LetTimePass or OpenPart) && one.By is not null ? $"time-{State!.Version}" : own++ == 0 ? request.ActId : $"{request.ActId}#{own}";
                var envelope = new CaseEnvelope(
                    request.Number.Region.Number, request.Number.Id, (State?.Version ?? 0) + 1,
                    id, CaseEventNames.Of(one.Event), request.At,
                    by.Id, by.Role, by.Organisation, one.Basis, one.Timer, one.Event)
                {
                    Outside = one.By is null ? request.Act.Outside : null,
                    Authority = one.By is null ? AgentRules.RestsOn(request) : null,
                };
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
