namespace OneWindow.Catalogue;

/// <summary>The tables beside this file, embedded: lines without comments and empty ones.</summary>
internal static class SearchData
{
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(SearchData).Assembly.GetManifestResourceStream($"search/{name}")
            ?? throw new InvalidOperationException($"search/{name} is not embedded");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
