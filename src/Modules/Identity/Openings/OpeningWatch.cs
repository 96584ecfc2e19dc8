using Microsoft.AspNetCore.Http;

namespace OneWindow.Identity;

/// <summary>
/// What one request of a member of staff has taken out of the vault. The vault itself reports here, so that no page, file or program can show what
/// is sealed without leaving a line. Outside such a request nobody looks: timers and reactions show nothing to anybody.
/// </summary>
internal sealed class Glance
{
    private readonly Lock one = new();
    private readonly Dictionary<string, OpeningDepth> opened = [];
    private readonly HashSet<string> listed = [];

    public void Open(string subject, OpeningDepth depth)
    {
        lock (one)
        {
            if (!opened.TryGetValue(subject, out var before) || before < depth) opened[subject] = depth;
        }
    }

    public void List(string subject)
    {
        lock (one) listed.Add(subject);
    }

    /// <summary>What has come together since it was last taken: each person once, either opened or only listed.</summary>
    public (IReadOnlyDictionary<string, OpeningDepth> Opened, IReadOnlyList<string> Listed) Take()
    {
        lock (one)
        {
            var taken = (new Dictionary<string, OpeningDepth>(opened), listed.Where(s => !opened.ContainsKey(s)).Order(StringComparer.Ordinal).ToList());
            opened.Clear();
            listed.Clear();
            return taken;
        }
    }
}

/// <summary>Where the vault reports what it opens.</summary>
internal sealed class OpeningWatch(IHttpContextAccessor requests)
{
    public static readonly object Key = new();

    public void Opened(string subject, OpeningDepth depth) => Now?.Open(subject, depth);

    public void Listed(string subject) => Now?.List(subject);

    private Glance? Now => requests.HttpContext?.Items.TryGetValue(Key, out var glance) == true ? glance as Glance : null;
}
