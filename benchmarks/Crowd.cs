using Npgsql;
using NpgsqlTypes;
using OneWindow.Cases;
using OneWindow.Kernel;

namespace OneWindow.Bench;

/// <summary>A life as the rules made it: the events without their seals, and the state that they lead to.</summary>
internal sealed record Lived(CaseState State, IReadOnlyList<CaseEnvelope> Events);

/// <summary>
/// The cases that a city has already: poured in past the lane, each with a number, a sealed chain, a state and a list row of its own, as the lane would
/// have left them.
/// </summary>
internal static class Crowd
{
    private const int Batch = 5_000;
    private const int Serials = 1_000_000;
    private static readonly RegionCode Region = RegionCode.Parse("370202000000");

    /// <param name="point">Acceptance point of the first million; each further million takes the next.</param>
    public static void Pour(string connection, Lived life, int many, int point, int firstSerial = 0) => Parallel.ForEach(
        Enumerable.Range(0, (many + Batch - 1) / Batch),
        new ParallelOptions { MaxDegreeOfParallelism = 2 },
        batch =>
        {
            var first = batch * Batch;
            var sealedLives = Enumerable.Range(first, Math.Min(Batch, many - first))
                .Select(i => Sealed(life, CaseNumber.From(Region, life.State.ReceivedAt.Date, point + ((firstSerial + i) / Serials), (firstSerial + i) % Serials))).ToList();
            using var open = new NpgsqlConnection(connection);
            open.Open();
            Write(open, sealedLives);
        });

    private static (CaseState State, byte[] Head, List<(CaseEnvelope Envelope, string Body, byte[] Hash)> Events) Sealed(Lived life, CaseNumber number)
    {
        var head = HashChain.Genesis.ToArray();
        var events = new List<(CaseEnvelope, string, byte[])>(life.Events.Count);
        foreach (var one in life.Events)
        {
            var envelope = one with { Region = number.Region.Number, Id = number.Id };
            var (body, hash) = envelope.Seal(head);
            events.Add((envelope, body, hash));
            head = hash;
        }

        return (life.State with { Region = number.Region.Number, Id = number.Id }, head, events);
    }

    private static void Write(NpgsqlConnection open, List<(CaseState State, byte[] Head, List<(CaseEnvelope Envelope, string Body, byte[] Hash)> Events)> lives)
    {
        using (var cases = open.BeginBinaryImport("copy cases.cases (region, id, version, status, next_timer, head, body) from stdin (format binary)"))
        {
            foreach (var (state, head, _) in lives)
            {
                cases.StartRow();
                cases.Write(state.Region);
                cases.Write(state.Id);
                cases.Write(state.Version);
                cases.Write(state.Status.ToString());
                if (state.Timer is { } timer) cases.Write(timer.At.Microseconds);
                else cases.WriteNull();
                cases.Write(head);
                cases.Write(StoredCase.Body(state));
            }

            cases.Complete();
        }

        using (var events = open.BeginBinaryImport("copy cases.case_events (region, case_id, seq, act_id, type, at, body, hash) from stdin (format binary)"))
        {
            foreach (var (envelope, body, hash) in lives.SelectMany(l => l.Events))
            {
                events.StartRow();
                events.Write(envelope.Region);
                events.Write(envelope.Id);
                events.Write(envelope.Sequence);
                events.Write(envelope.ActId);
                events.Write(envelope.Type);
                events.Write(envelope.At.Microseconds);
                events.Write(body);
                events.Write(hash);
            }

            events.Complete();
        }

        var columns = Listing.Of(lives[0].State).Columns.Select(c => c.Column);
        using var lists = open.BeginBinaryImport($"copy cases.listings ({string.Join(", ", columns)}) from stdin (format binary)");
        foreach (var (state, _, _) in lives)
        {
            lists.StartRow();
            foreach (var (_, value) in Listing.Of(state).Columns)
            {
                if (value is DateOnly day) lists.Write(day, NpgsqlDbType.Date);
                else if (value is null) lists.WriteNull();
                else lists.Write(value);
            }
        }

        lists.Complete();
    }
}
