using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>Settings of 应急授权: configuration section "Emergency".</summary>
internal sealed class EmergencyOptions
{
    /// <summary>How long one may last.</summary>
    public int MostHours { get; set; } = 8;

    /// <summary>Within how many working days after it a third person looks into it.</summary>
    public int ReviewWithin { get; set; } = 3;
}

/// <summary>应急授权: never by one person, never for long, never without somebody looking into it afterwards.</summary>
internal static class EmergencyRules
{
    /// <summary>An asking that nobody answered within these hours is over.</summary>
    public const int WaitsHours = 24;

    /// <summary>Who may ask: who reads cases at all.</summary>
    public static IReadOnlyList<Role> Askers { get; } = [Role.Clerk, Role.Reviewer, Role.ChiefRepresentative, Role.ManagementOfficer];

    /// <summary>Who may grant: the security administrator, and who leads the service of the place.</summary>
    public static IReadOnlyList<Role> Granters { get; } = [Role.SecurityAdministrator, Role.ManagementOfficer];

    public static Refusal? MayGrant(Actor granter, EmergencyRow asked, Instant now) =>
        granter.Id == asked.By ? Not("申请的人不能自己批准，请由安全管理员或者本地政务服务管理人员批准。")
        : !Granters.Contains(granter.Role) || !granter.Place.Contains(asked.Place) ? Not("要由所涉区划的安全管理员或者政务服务管理人员批准。")
        : asked.SettledAt is not null || now > asked.AskedAt.Plus(TimeSpan.FromHours(WaitsHours)) ? Not("这项申请已经有了结果，或者过了 24 小时没有人批准，已经作废。")
        : null;

    /// <summary>Whether it lets its asker read this case at this moment.</summary>
    public static bool Covers(EmergencyRow emergency, CaseNumber number, Instant now) =>
        Holds(emergency, now) && (emergency.Case is { } one ? one == number.ToString() : emergency.Place.Contains(number.Region));

    public static bool Holds(EmergencyRow emergency, Instant now) =>
        emergency.Until is { } until && emergency.SettledAt is { } from && now >= from && now < until && emergency.EndedAt is null;

    /// <summary>By a third: neither who asked nor who granted, and not before it is over.</summary>
    public static Refusal? MayReview(Actor reviewer, EmergencyRow emergency, Instant now) =>
        reviewer.Role != Role.AuditAdministrator || reviewer.Id == emergency.By || reviewer.Id == emergency.SettledBy ? Not("复核由审计管理员办理，申请和批准的人不能复核。")
        : emergency.Until is null || emergency.ReviewedAt is not null ? Not("这项应急授权不需要复核，或者已经复核过。")
        : Holds(emergency, now) ? Not("应急授权还没有结束，结束后再复核。")
        : null;

    private static Refusal Not(string words) => new("identity.emergency-refused", words, PlatformRules.Permission);
}
