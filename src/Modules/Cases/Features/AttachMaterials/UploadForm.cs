using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>Files that come with a plain form, a field a material: for drafts, corrections and supplements alike.</summary>
internal static class UploadForm
{
    /// <summary>Several files may come at once; each has the materials' own limit.</summary>
    public const long MostBytes = 128L << 20;

    /// <summary>The button that takes one file out again; its value is the file.</summary>
    public const string Remove = "remove";

    public static string FieldOf(string material) => $"file-{material}";

    /// <summary>Stores what came and removes what shall go. What is refused stands as an error at its field; the rest is kept.</summary>
    public static async ValueTask Take(FormReader form, string basket, IEnumerable<GuideMaterial> wanted, IMaterials materials, CancellationToken cancel)
    {
        if (form.Raw(Remove) is { Length: > 0 } file && !(await materials.Remove(basket, file, cancel)).Try(out _, out var no)) form.Refuse(no);
        foreach (var material in wanted)
        {
            var field = FieldOf(material.Id);
            if (form.File(field, material.Name, materials.Terms.MostPerFile, materials.Terms.Endings, required: false) is not { } sent) continue;
            await using var content = sent.OpenReadStream();
            var stored = await materials.Store(basket, material.Id, sent.FileName, content, cancel);
            if (!stored.Try(out _, out var why)) form.Refuse(why, field);
        }
    }

    /// <summary>PDF、JPG、…: for people.</summary>
    public static string KindsIn(FileTerms terms) => string.Join('、', terms.Endings.Select(e => e.TrimStart('.').ToUpperInvariant()).Where(e => e != "JPEG"));

    public static MaterialSlotModel Slot(GuideMaterial material, IReadOnlyList<StoredFile> files, string basket, FileTerms terms) =>
        new(material, [.. files.Where(f => f.Material == material.Id)], basket, terms);
}

/// <summary>One material with its files and the place for more.</summary>
public sealed record MaterialSlotModel(GuideMaterial Material, IReadOnlyList<StoredFile> Files, string Basket, FileTerms Terms)
{
    public bool MayFollow { get; init; }

    public bool Later { get; init; }

    /// <summary>What a correction notice found wrong with what was handed in before.</summary>
    public string? Wrong { get; init; }

    /// <summary>Where on what was handed in before.</summary>
    public MarkedScanModel? Mark { get; init; }
}

/// <param name="Where">The place in words, for who does not see the picture.</param>
public sealed record MarkedScanModel(string Path, string Name, bool Image, string Where, int Left, int Top, int Width, int Height);

/// <param name="Filled">What the form itself stands for.</param>
/// <param name="Back">Return to the check page, where the applicant came from.</param>
public sealed record MaterialsModel(
    string Draft, string Item, string Position, FormState Form, IReadOnlyList<MaterialSlotModel> Slots, IReadOnlyList<GuideMaterial> Shared,
    IReadOnlyList<string> Filled, bool Back)
{
    /// <summary>Null: nothing may be promised instead of handed in.</summary>
    public PromiseModel? Promise { get; init; }
}

/// <summary>What is told before a promise, and what it may stand for.</summary>
public sealed record PromiseModel(CommitmentOffer Offer, IReadOnlyList<GuideMaterial> Materials);
