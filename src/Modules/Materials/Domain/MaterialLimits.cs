namespace OneWindow.Materials;

/// <summary>上限: what one file and one basket may hold, in bytes, and how long an unfinished upload is kept.</summary>
internal sealed record MaterialLimits
{
    public long MostPerFile { get; init; } = 20L << 20;

    public long MostPerBasket { get; init; } = 200L << 20;

    public int MostFiles { get; init; } = 100;

    public TimeSpan UploadLife { get; init; } = TimeSpan.FromHours(24);
}
