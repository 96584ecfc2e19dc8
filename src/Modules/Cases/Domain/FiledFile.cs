namespace OneWindow.Cases;

/// <summary>A file as the log pins it: for which material, which file of the store, how many bytes, their SM3.</summary>
internal sealed record FiledFile(string Material, string File, long Size, string Hash)
{
    /// <summary>True: a reliable electronic signature stands in it, checked as it came; else absent.</summary>
    public bool? Signed { get; init; }
}
