namespace OneWindow.Kernel;

/// <summary>A "no": a stable code (`module.reason`), plain Chinese words that say what is wrong and what to do, and the article behind it.</summary>
public sealed record Refusal(string Code, string Message, Citation Basis);

/// <summary>What came of asking: a value, or a refusal with its basis. Exceptions are for bugs.</summary>
public abstract record Outcome<T>
{
    private Outcome()
    {
    }

    public sealed record Done(T Value) : Outcome<T>;

    public sealed record Refused(Refusal Why) : Outcome<T>;

    public static implicit operator Outcome<T>(T value) => new Done(value);

    public static implicit operator Outcome<T>(Refusal why) => new Refused(why);

    public TResult Match<TResult>(Func<T, TResult> done, Func<Refusal, TResult> refused) => this switch
    {
        Done d => done(d.Value),
        Refused r => refused(r.Why),
        _ => throw new InvalidOperationException("Outcome has two cases."),
    };

    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Match(next, why => (Outcome<TNext>)why);

    /// <summary>True and the value, or false and the refusal: for handlers that read straight down.</summary>
    public bool Try(out T value, out Refusal refusal)
    {
        value = this is Done d ? d.Value : default!;
        refusal = this is Refused r ? r.Why : null!;
        return this is Done;
    }
}
