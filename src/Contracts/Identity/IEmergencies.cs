namespace OneWindow.Contracts;

/// <summary>应急授权: for some hours, by two people, a member of staff may read a case that his post does not reach.</summary>
public interface IEmergencies
{
    /// <summary>Whether an emergency that holds now lets him read this case. Yes is written down: in the security log, and as the purpose of every opening of this request.</summary>
    ValueTask<bool> Opens(Actor actor, string ofCase, CancellationToken cancel = default);

    /// <summary>Whether the request that is being answered reads under an emergency.</summary>
    bool InUse { get; }
}
