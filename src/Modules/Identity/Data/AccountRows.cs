using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>账号. The id means nothing and may stand in logs; applicants' names stand only in the subject's sealed record.</summary>
internal sealed class AccountRow
{
    public required string Id { get; init; }

    public required string User { get; init; }

    /// <summary>Staff: the name on the desk. Applicants: null.</summary>
    public string? Name { get; set; }

    /// <summary>Null for a demonstration account: its password follows from the installation's secret, and it opens nothing in real use.</summary>
    public string? PasswordHash { get; set; }

    public required Role Role { get; set; }

    /// <summary>Staff: what the post covers. Applicants: where they live, for the list of demonstration accounts.</summary>
    public required RegionCode Place { get; set; }

    public string? Organisation { get; set; }

    /// <summary>The internal unit of the post; null: of the organisation as a whole.</summary>
    public string? Unit { get; set; }

    public bool Active { get; set; } = true;

    /// <summary>Staff: HMAC-SM3 of the resident number, so that nobody has two accounts. Null: of the demonstration, or an applicant's.</summary>
    public string? NumberIndex { get; set; }

    /// <summary>The password was handed out and opens only the choosing of one's own, until then. Null: it is one's own.</summary>
    public Instant? StartPasswordUntil { get; set; }

    /// <summary>The secret of 动态口令, sealed for this account. Null: none is set up.</summary>
    public byte[]? TotpBox { get; set; }

    /// <summary>The last step of time whose code was used: a code opens once.</summary>
    public long TotpStep { get; set; }

    public int Failures { get; set; }

    public Instant? LockedUntil { get; set; }

    /// <summary>Changes when everything signed in must sign in again: password, role, lock.</summary>
    public required string Stamp { get; set; }

    public required Instant CreatedAt { get; init; }
}

/// <summary>In what capacity an account may act for a subject.</summary>
internal enum Capacity
{
    /// <summary>本人.</summary>
    Self,

    /// <summary>法定代表人.</summary>
    Representative,

    /// <summary>委托代理人 (青岛办法 第二十五条): within what the authority says; kept as an <see cref="AuthorityRow"/>.</summary>
    Agent,

    /// <summary>监护人 (民法典 第三十四条), by register data, until the last day of <see cref="HatRow.Until"/>.</summary>
    Guardian,

    /// <summary>亲友 of an elder, with what he or she granted; kept as an <see cref="AuthorityRow"/>.</summary>
    Relative,
}

/// <summary>身份: one of the subjects that an applicant's account may act for.</summary>
internal sealed class HatRow
{
    public required string Account { get; init; }

    public required string Subject { get; init; }

    public required Capacity Capacity { get; init; }

    /// <summary>Guardians: the last day; null for no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Agents, before authorities were rows of their own; null since.</summary>
    public string? Scope { get; init; }

    /// <summary>The order in which they are offered.</summary>
    public required int Place { get; init; }
}

/// <summary>A program's session. Only the token's hash is kept.</summary>
internal sealed class TokenRow
{
    public required string Hash { get; init; }

    public required string Account { get; init; }

    /// <summary>Applicants: whose hat the program wears.</summary>
    public string? Subject { get; init; }

    /// <summary>The account's stamp when it was given.</summary>
    public required string Stamp { get; init; }

    public required Instant ExpiresAt { get; init; }

    /// <summary>Its line among the sign-ins.</summary>
    public string? SignIn { get; init; }
}
