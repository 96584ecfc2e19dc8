using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>To whom an authority is given.</summary>
internal enum AuthorityKind
{
    /// <summary>个人.</summary>
    Person,

    /// <summary>单位: an accounting or agency firm that assigns its own staff.</summary>
    Firm,

    /// <summary>亲友 of an elder or of somebody who does not go online; given at a counter or by himself.</summary>
    Relative,
}

/// <summary>How an authority ended before its last day.</summary>
internal enum AuthorityEnding
{
    /// <summary>委托人撤销.</summary>
    Revoked,

    /// <summary>受托人辞去, or did not accept.</summary>
    Resigned,

    /// <summary>委托人来电终止.</summary>
    ByTelephone,

    /// <summary>委托人到窗口终止.</summary>
    AtCounter,

    /// <summary>One of the two had his data erased.</summary>
    Erased,
}

/// <summary>授权委托 (青岛办法 第二十五条; 民法典 第一百六十五条): who lets whom do what, in which matters, from when until when. Never changed: ended, and given anew.</summary>
internal sealed class AuthorityRow
{
    public required string Id { get; init; }

    /// <summary>委托人: a subject.</summary>
    public required string Principal { get; init; }

    public required AuthorityKind Kind { get; init; }

    /// <summary>受托人: HMAC-SM3 of the paper number or credit code, so that whoever it is finds it and nobody learns who is registered here. Empty once he was erased.</summary>
    public required string AgentIndex { get; init; }

    /// <summary>受托人: the subject, from when he accepted.</summary>
    public string? Agent { get; set; }

    /// <summary>The <see cref="AuthorityWords"/>, sealed under the principal's key; empty once one of the two was erased.</summary>
    public required byte[] Box { get; init; }

    /// <summary>The <see cref="Power"/>s by name, with | between.</summary>
    public required string Powers { get; init; }

    /// <summary>The items by their keys, with | between; null: all.</summary>
    public string? Items { get; init; }

    public required DateOnly From { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The account that gave it: the principal's own, or a clerk's who received him.</summary>
    public required string GivenBy { get; init; }

    public required Instant GivenAt { get; init; }

    /// <summary>Given before a clerk who checked his papers.</summary>
    public bool AtCounter { get; init; }

    public string? AcceptedBy { get; set; }

    public Instant? AcceptedAt { get; set; }

    public Instant? EndedAt { get; set; }

    public string? EndedBy { get; set; }

    public AuthorityEnding? Ending { get; set; }

    /// <summary>Given by a former legal representative, and not yet confirmed by the new one.</summary>
    public bool ToConfirm { get; set; }

    /// <summary>The order in which hats are offered; the demonstration's agents come to act for others.</summary>
    public int Place { get; init; } = 100;

    public IReadOnlyList<Power> PowerList => [.. Powers.Split('|').Select(Enum.Parse<Power>).Order()];

    public IReadOnlyList<string>? ItemList => Items?.Split('|');

    public Grant Grant => new(Id, PowerList, ItemList, From, Until);

    /// <summary>The number that stands on the document.</summary>
    public string Number => $"WT-{Id[..12].ToUpperInvariant()}";

    public bool HoldsOn(DateOnly day) => AcceptedAt is not null && EndedAt is null && From <= day && day <= Until;
}

/// <summary>What identifies the two, as they were when it was given.</summary>
internal sealed record AuthorityWords(string Agent, string Number, string? Phone);

/// <summary>指派: who of a firm's staff acts for a client, from when until when.</summary>
internal sealed class StaffingRow
{
    public required string Id { get; init; }

    public required string Authority { get; init; }

    /// <summary>The person, a subject.</summary>
    public required string Person { get; init; }

    public required string By { get; init; }

    public required Instant At { get; init; }

    public Instant? RemovedAt { get; set; }

    public string? RemovedBy { get; set; }
}

/// <summary>One act that somebody did under an authority, as the principal is shown it: from the case's log.</summary>
internal sealed class AuthorityUseRow
{
    public required string Principal { get; init; }

    /// <summary>The case's number.</summary>
    public required string Case { get; init; }

    public required int Sequence { get; init; }

    public required Instant At { get; init; }

    /// <summary>The event's stable name.</summary>
    public required string Type { get; init; }

    public required string Authority { get; init; }

    /// <summary>The account that acted.</summary>
    public required string Account { get; init; }
}

/// <summary>企业登记 as the demonstration's stand-in knows it: who represents an organisation now.</summary>
internal sealed class EnterpriseEntryRow
{
    /// <summary>The organisation.</summary>
    public required string Subject { get; init; }

    /// <summary>The <see cref="EnterpriseEntry"/>, sealed under the organisation's key.</summary>
    public required byte[] Box { get; set; }

    public required Instant ChangedAt { get; set; }
}

internal sealed record EnterpriseEntry(string Representative, string Number, DateOnly Since);

internal static class AuthorityTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<AuthorityRow>(row =>
        {
            row.ToTable("authorities").HasKey(a => a.Id);
            row.HasIndex(a => new { a.Principal, a.GivenAt });
            row.HasIndex(a => new { a.AgentIndex, a.GivenAt });
            row.HasIndex(a => a.Agent);
            row.Ignore(a => a.PowerList).Ignore(a => a.ItemList).Ignore(a => a.Grant).Ignore(a => a.Number);
        });
        model.Entity<StaffingRow>(row =>
        {
            row.ToTable("authority_staff").HasKey(s => s.Id);
            row.HasIndex(s => s.Person);
            row.HasIndex(s => s.Authority);
        });
        model.Entity<AuthorityUseRow>(row =>
        {
            row.ToTable("authority_uses").HasKey(u => new { u.Case, u.Sequence });
            row.HasIndex(u => new { u.Principal, u.At });
            row.HasIndex(u => new { u.Authority, u.At });
        });
        model.Entity<EnterpriseEntryRow>().ToTable("enterprise_entries").HasKey(e => e.Subject);
    }
}
