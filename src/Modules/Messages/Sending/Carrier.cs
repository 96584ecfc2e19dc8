namespace OneWindow.Messages;

/// <summary>A message ready to go: where to, in what words, under which key.</summary>
/// <param name="Key">The same at every try.</param>
internal sealed record Parcel(string Key, string To, string Subject, string Text);

/// <summary>What came of a try.</summary>
internal abstract record Carried
{
    private Carried()
    {
    }

    /// <summary>The carrier has it and will report.</summary>
    internal sealed record Taken(string Proof) : Carried;

    internal sealed record Arrived(string Proof) : Carried;

    /// <summary>For good: another try would fail the same way.</summary>
    internal sealed record Refused(string Reason) : Carried;

    /// <summary>Another try may help.</summary>
    /// <param name="Unclear">It may have gone out all the same.</param>
    internal sealed record Later(string Reason, bool Unclear) : Carried;
}

/// <summary>Takes messages out of the house: the short-message gateway, the mail host.</summary>
internal interface ICarrier
{
    Means Means { get; }

    bool IsSetUp { get; }

    /// <summary>Says what came of it; throws only when cancelled.</summary>
    Task<Carried> Carry(Parcel parcel, CancellationToken cancel);

    /// <summary>What became of what went out under this key; <see cref="Carried.Refused"/> where the carrier never had it.</summary>
    Task<Carried> Ask(string key, CancellationToken cancel);
}
