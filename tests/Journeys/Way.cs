namespace OneWindow.Journeys;

/// <summary>How a story is walked: the same story, another screen, another pair of hands.</summary>
/// <param name="Name">Its row in docs/generated/journeys.md.</param>
/// <param name="Script">False: the browser runs no script.</param>
/// <param name="Keyboard">Nothing but keys; the focus is looked for at every step.</param>
/// <param name="Elders">长辈模式, with its sizes measured on every page.</param>
/// <param name="Cuts">The network fails in the middle of a page and of an upload.</param>
/// <param name="Axe">Every page that is reached is looked over by axe.</param>
public sealed record Way(string Name, int Width, bool Script = true, bool Keyboard = false, bool Elders = false, bool Cuts = false, bool Axe = false)
{
    public int Height => Width < 768 ? 844 : 900;

    public override string ToString() => Name;
}
