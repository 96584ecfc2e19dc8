using System.Text;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>
/// 交件包: what a line system gets of a case. Identifiers, days and the files by their hashes; names and numbers of people are not in it (they come with
/// the data exchange). The text is signed as it stands.
/// </summary>
internal sealed record LinePackage(
    string Format, string Id, string System, string Case, string Item, int GuideVersion, string GuideHash, string Organisation, RegionCode Place, string Subject,
    Channel Channel, Instant ReceivedAt, DateOnly AcceptedOn, DateOnly? PromisedDue, DateOnly? StatutoryDue, IReadOnlyDictionary<string, string> Facts,
    IReadOnlyList<FiledFile> Files, int Sequence, string Head)
{
    public const string FormatName = "onewindow-package/1";

    public static string IdOf(CaseNumber number, int sequence) => $"{number}-{sequence}";

    /// <param name="accepted">The acceptance, as the outbox told it: the package's place in the log.</param>
    public static LinePackage Of(OpenCase open, CaseHappened accepted, IReadOnlyList<PinnedFile> files) => new(
        FormatName, IdOf(open.Number, accepted.Sequence), open.Guide.HandledIn!.Id, open.Number.ToString(), open.State.Item, open.State.GuideVersion, open.Guide.Hash,
        open.State.Organisation, open.State.Place, open.State.Subject, open.State.Channel, open.State.ReceivedAt, open.State.AcceptedOn!.Value,
        open.State.Promised?.Due.Day, open.State.Statutory?.Due.Day, open.State.Facts,
        [.. files.Select(f => new FiledFile(f.Material, f.File, f.Size, f.Hash))], accepted.Sequence, accepted.Hash);

    public string Text() => JsonSerializer.Serialize(this, Json.Options);

    public static string HashOf(string text) => Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes(text)));

    /// <summary>The number under which it is signed (docs/how-to/line-systems.md).</summary>
    public static string SignedAs(string id) => $"package/{id}";
}
