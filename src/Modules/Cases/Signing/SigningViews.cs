using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>One party as a page shows him.</summary>
/// <param name="Since">When he came to stand there.</param>
/// <param name="Owing">Something is still to be done by him or for him.</param>
public sealed record SignatoryModel(
    string Id, string Words, string Name, string? Phone, string Strength, StatusKind Kind, string Standing, Instant Since, string? Reason, string? How, bool Owing, bool Initiator, string Path);

/// <summary>What differs from what was signed before.</summary>
public sealed record SigningChangeModel(string What, string Was, string Is);

/// <summary>A file of the application, at the address where this reader may open it.</summary>
public sealed record SigningFileModel(string Material, string Name, string Path, long Size);

/// <summary>签署页 to print and sign by hand.</summary>
/// <param name="Hash">Of all that is signed.</param>
public sealed record SigningSheetModel(
    string Item, string Words, string Name, string Number, string Reference, string Sheet, string Hash, DateOnly LastDay, IReadOnlyList<CheckSectionModel> Sections, IReadOnlyList<string> Files, string? Back);

/// <summary>联署 in words for pages: the same for the initiator, the signatory and the clerk.</summary>
internal sealed class SigningViews(Drafts drafts, IMaterials materials)
{
    public static SignatoryModel Of(SigningRound round, Signatory who, bool full)
    {
        var (kind, words) = who.Standing switch
        {
            SignatoryStanding.Signed => (StatusKind.Done, "已签署"),
            SignatoryStanding.Refused => (StatusKind.Bad, "不同意"),
            SignatoryStanding.OnPaper => (StatusKind.Soon, "等纸质签署"),
            SignatoryStanding.ScanWaiting => (StatusKind.Active, "等窗口核对"),
            SignatoryStanding.Asked => (StatusKind.Active, "等本人签署"),
            _ => (StatusKind.Neutral, "还没轮到"),
        };
        if (who is { Standing: SignatoryStanding.Asked, IsInitiator: true }) (kind, words) = (StatusKind.Soon, "等您签署");
        return new SignatoryModel(
            who.Id, who.Words, full ? who.Name : Masking.Name(who.Name), who.Phone is null ? null : Masking.Phone(who.Phone), who.Strength.Words(), kind, words, who.Since, who.Reason,
            who.How?.Words(), round.Stage == SigningStage.Open && who.Standing is not (SignatoryStanding.Signed or SignatoryStanding.Waiting), who.IsInitiator, SigningLetters.PageOf(who));
    }

    public static IReadOnlyList<SigningChangeModel> Changes(SigningRound round, Signatory who, Guide guide) => round.SignedBefore(who) is { } before
        ? [.. SignedContent.Differences(before.Content, round.Content, guide).Select(c => new SigningChangeModel(c.What, c.Was, c.Is))]
        : [];

    /// <summary>The application as it will be filed; null where the applicant's data were erased.</summary>
    public async ValueTask<(Draft Draft, IReadOnlyList<StoredFile> Files)?> Application(OpenSigning signing, CancellationToken cancel) =>
        await drafts.Find(signing.Draft, signing.Round.By.Actor, cancel) is { } draft ? (draft, await materials.InBasket(draft.Id, cancel)) : null;

    public static IReadOnlyList<SigningFileModel> Files(Draft draft, IReadOnlyList<StoredFile> files, Func<StoredFile, string> path) =>
        [.. files.Select(f => new SigningFileModel(FieldFiles.NameOf(draft.Guide, f.Material), f.Name, path(f), f.Size))];

    public async ValueTask<SigningSheetModel?> Sheet(OpenSigning signing, Signatory who, string? back, CancellationToken cancel)
    {
        if (await Application(signing, cancel) is not var (draft, files)) return null;
        return new SigningSheetModel(
            draft.Guide.Name, who.Words, who.Name, SubjectPapers.Plain(who.Number), signing.Reference, $"{who.Check[..4]} {who.Check[4..]}", signing.Round.Hash, signing.Round.LastDay,
            CheckAnswers.Sections(draft, files), [.. files.Select(f => $"{FieldFiles.NameOf(draft.Guide, f.Material)}：{f.Name}（SM3 {f.Hash}）")], back);
    }

    /// <summary>Scans of signed sheets lie beside the application, not in it.</summary>
    public static string ScanBasket(OpenSigning signing) => $"sign-{signing.Draft}-{signing.Round.Number}";

    private const string ScanMaterial = "signing-sheet";
    private const string ScanName = "签好名的签署页";

    /// <summary>Stores the scan that came with a form; null: none came, or it was refused at its field.</summary>
    public async ValueTask<StoredFile?> TakeScan(OpenSigning signing, Guide guide, string field, FormReader form, CancellationToken cancel)
    {
        if (form.File(field, ScanName, materials.Terms.MostPerFile, materials.Terms.Endings, required: false) is not { } sent) return null;
        var basket = ScanBasket(signing);
        await materials.OpenBasket(basket, signing.Round.By.Subject, guide.Organisation, guide.Place, cancel);
        await using var content = sent.OpenReadStream();
        if ((await materials.Store(basket, ScanMaterial, sent.FileName, content, cancel)).Try(out var stored, out var why)) return stored;
        form.Refuse(why, field);
        return null;
    }
}
