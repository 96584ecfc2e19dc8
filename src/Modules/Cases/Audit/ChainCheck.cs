using System.Globalization;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>The check of one case: its chain in order, its row in the lists as of the version that it shows, then its projection.</summary>
internal sealed class ChainCheck(CaseKey key, ProjectedColumns? listing)
{
    private byte[] head = HashChain.Genesis.ToArray();
    private CaseState? state;
    private int sequence;

    /// <summary>The first damage found; null: none.</summary>
    public Damage? First { get; private set; }

    /// <summary>The lists show an older version or nothing yet: lawful only while the message is on its way.</summary>
    public bool ListedLate => listing is null || !Same(listing.Values["version"], sequence);

    public Damage NotListed => new(Name(key), 0, "办件列表没有跟上日志");

    public void Add(EventColumns row)
    {
        if (First is not null) return;
        sequence++;
        if (!Same(row.Seq, sequence)) Found(sequence, $"日志缺少第{sequence}条，或者序号被改动");
        else if (row.Body is not string body) Found(sequence, "正文不是文本");
        else if (row.Hash is not byte[] hash || !Next(body).AsSpan().SequenceEqual(hash)) Found(sequence, "正文与散列链不符");
        else Follow(row, body, hash);
    }

    private void Follow(EventColumns row, string body, byte[] hash)
    {
        head = hash;
        try
        {
            var envelope = CaseEnvelope.Read(body);
            var wrong = Wrong(
                ("region", envelope.Region, key.Region), ("case_id", envelope.Id, key.Id), ("seq", envelope.Sequence, sequence),
                ("act_id", envelope.ActId, row.ActId), ("type", envelope.Type, row.Type), ("at", envelope.At.Microseconds, row.At));
            if (wrong is not null) Found(sequence, $"列 {wrong} 与正文不符");
            else
            {
                state = CaseEvolution.Evolve(state, envelope.Event, envelope.Stamp);
                if (listing is not null && Same(listing.Values["version"], sequence)) AgainstListing(state);
            }
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or NullReferenceException)
        {
            Found(sequence, $"正文无法读取：{e.Message}");
        }
    }

    public void WithoutCase() => Found(0, sequence == 0 ? "办件列表有此件而没有日志" : "有日志而没有办件记录");

    public void Against(ProjectedColumns row)
    {
        if (First is not null) return;
        if (state is null)
        {
            Found(1, "有办件记录而没有日志");
            return;
        }

        var values = row.Values;
        if (!Same(values["version"], state.Version) && Convert.ToInt64(values["version"], CultureInfo.InvariantCulture) is var claimed && claimed > state.Version)
        {
            Found(state.Version + 1, "日志末尾被截断，或者版本号被改动");
            return;
        }

        var wrong = Wrong(
            ("version", state.Version, values["version"]), ("status", state.Status.ToString(), values["status"]),
            ("next_timer", state.Timer?.At.Microseconds, values["next_timer"]),
            ("head", Convert.ToHexString(head), values["head"] is byte[] stored ? Convert.ToHexString(stored) : values["head"]),
            ("body", StoredCase.Body(state), values["body"]));
        if (wrong is not null) Found(0, $"办件记录的 {wrong} 与日志重建的不符");
    }

    private void AgainstListing(CaseState listed)
    {
        if (Wrong([.. Listing.Of(listed).Columns.Skip(2).Select(c => (c.Column, c.Value, listing!.Values[c.Column]))]) is { } wrong)
        {
            Found(0, $"办件列表的 {wrong} 与日志重建的不符");
        }
    }

    private byte[] Next(string body)
    {
        var into = new byte[Sm3.Size];
        HashChain.Next(head, System.Text.Encoding.UTF8.GetBytes(body), into);
        return into;
    }

    private void Found(int at, string what) => First ??= new Damage(Name(key), at, what);

    /// <summary>A key that no case number can have is named as it stands.</summary>
    private static string Name(CaseKey key)
    {
        try
        {
            return CaseNumber.From(key.Region, key.Id).ToString();
        }
        catch (FormatException)
        {
            return $"{key.Region}/{key.Id}";
        }
    }

    private static string? Wrong(params (string Column, object? Expected, object? Found)[] pairs) =>
        pairs.Where(p => !Same(p.Found, p.Expected)).Select(p => p.Column).FirstOrDefault();

    /// <summary>Equal as the databases print them: numbers as numbers, dates as text or dates, an empty column as null.</summary>
    private static bool Same(object? found, object? expected) => (found, expected) switch
    {
        (null or DBNull, null) => true,
        (null or DBNull, _) or (_, null) => false,
        (DateTime day, DateOnly wanted) => DateOnly.FromDateTime(day) == wanted,
        (DateOnly day, DateOnly wanted) => day == wanted,
        (string day, DateOnly wanted) => day == wanted.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        (int or long or short, int or long) => Convert.ToInt64(found, CultureInfo.InvariantCulture) == Convert.ToInt64(expected, CultureInfo.InvariantCulture),
        (bool flag, bool wanted) => flag == wanted,
        (int or long, bool wanted) => Convert.ToInt64(found, CultureInfo.InvariantCulture) == (wanted ? 1 : 0),
        (string text, string wanted) => string.Equals(text, wanted, StringComparison.Ordinal),
        _ => false,
    };
}
