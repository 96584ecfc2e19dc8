using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>Another version of a guide is in force from now on (topic <see cref="Topic"/>): not told for an item's first version.</summary>
/// <param name="At">The instant from which it holds.</param>
public sealed record GuideSwitched(string Item, int Version, Instant At)
{
    public const string Topic = "guide.switched/1";
}
