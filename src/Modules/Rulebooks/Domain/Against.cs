using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>
/// 与底线相比: which way a parameter is better for the applicant, so that a local value below the licensing law is noticed
/// when it is loaded (QD-1-2). The words of a fault end a sentence that names both articles.
/// </summary>
internal abstract record Against
{
    private Against()
    {
    }

    /// <summary>Null if the local value stands; else why it falls below the law.</summary>
    public abstract string? Fault(string local, string law);

    /// <summary>What binds a licence where both speak.</summary>
    public virtual string Join(string local, string law) => local;

    /// <summary>The law does not set it, or leaves it to the place.</summary>
    public sealed record Nothing : Against
    {
        public override string? Fault(string local, string law) => null;
    }

    /// <summary>A shorter limit is better. "promptly" has no number and is never longer: the law's number stands behind it.</summary>
    public sealed record ShorterIsBetter : Against
    {
        public override string? Fault(string local, string law)
        {
            if (local == "promptly") return null;
            var (here, there) = (TimeLimit.Parse(local), TimeLimit.Parse(law));
            if (here.IsOnTheSpot) return null;
            if (here.Unit != there.Unit) return $"两处单位不同（{here} 与 {there}），无法比较，请用同一单位";
            return here.Amount > there.Amount ? $"{here} 长于 {there}" : null;
        }
    }

    /// <summary>Words in order, the best for the applicant first.</summary>
    public sealed record BestFirst(params string[] Words) : Against
    {
        public override string? Fault(string local, string law) =>
            Array.IndexOf(Words, local) > Array.IndexOf(Words, law) ? $"{local} 低于 {law}" : null;
    }

    /// <summary>The law's list is closed: a place may list less, and what is named here besides, but nothing else.</summary>
    public sealed record NothingBeyond(params string[] Besides) : Against
    {
        public override string? Fault(string local, string law)
        {
            var beyond = local.Split('|').Except(law.Split('|')).Except(Besides).ToList();
            return beyond.Count > 0 ? $"多出了 {string.Join('、', beyond)}" : null;
        }
    }

    /// <summary>A place may ask the authority for more; what the law asks stays. Both are joined.</summary>
    public sealed record Joined : Against
    {
        public override string? Fault(string local, string law) => null;

        public override string Join(string local, string law) => string.Join('|', local.Split('|').Union(law.Split('|')));
    }
}
