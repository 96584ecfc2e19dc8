namespace OneWindow.Contracts;

/// <summary>A guide that was published before has a new version; topic <see cref="Topic"/>. It may take effect on a later day: ask <see cref="ICatalogue"/>.</summary>
public sealed record GuidePublished(string Item, int Version, DateOnly EffectiveFrom)
{
    public const string Topic = "guide.published/1";
}
