namespace OneWindow.Contracts;

/// <summary>工作人员 as colleagues know him. The name is for the screen: never in events, outbox, logs or addresses.</summary>
/// <param name="Id">The account.</param>
/// <param name="Unit">His internal unit, where the post is one's.</param>
public sealed record StaffMember(string Id, string Name, Role Role, string Organisation, string? Unit);

/// <summary>Who works where, answered from memory.</summary>
public interface IStaff
{
    /// <summary>Null: no such account, or it is no longer open.</summary>
    StaffMember? Find(string account);

    /// <summary>Everybody of an organisation, by name.</summary>
    IReadOnlyList<StaffMember> Of(string organisation);
}
