namespace OneWindow.Contracts;

/// <summary>Why somebody does not handle what he has taken on.</summary>
public enum AwayFor
{
    /// <summary>请假 or away on duty, until a day.</summary>
    Absence,

    /// <summary>换岗: the post under which he took it on is no longer his.</summary>
    Move,

    /// <summary>离职: his account is closed.</summary>
    Leaving,
}

/// <summary>Who takes over from somebody who is away.</summary>
/// <param name="StandIn">Present, and of the same role in the same organisation; null: whoever of the organisation comes.</param>
public sealed record Away(AwayFor For, string? StandIn);

/// <summary>在岗: whether who has taken work on is there to do it, under the post with which he took it on.</summary>
public interface IPresence
{
    /// <returns>Null: he is there.</returns>
    Away? Of(string account, Role role, string? organisation);
}
