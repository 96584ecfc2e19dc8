using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>What a row would file.</summary>
internal sealed record BatchFiling(DraftContent Content, IReadOnlyList<CheckedPage> Pages, IReadOnlyList<StoredFile> Files)
{
    public Dictionary<string, string> Answers => Pages.SelectMany(p => p.Answers).ToDictionary(a => a.Key, a => a.Value);
}

/// <summary>
/// 试申报: judges rows by the same form and the same rules that a single filing meets, and files nothing. Asks nobody: what is uploaded, who the applicant
/// is and what the law says today are given.
/// </summary>
internal sealed class BatchCheck(Guide guide, Subject? applicant, IReadOnlyList<StoredFile> files, Func<Submit, Refusal?> mayFile)
{
    private readonly IReadOnlyList<BatchColumn> columns = BatchColumns.Of(guide);

    public IReadOnlyList<CheckedEntry> Of(IEnumerable<BatchEntry> entries) => [.. entries.Select(Of)];

    public CheckedEntry Of(BatchEntry entry)
    {
        if (entry.Broken is { } broken) return new CheckedEntry(entry, [broken], null, []);
        var faults = new List<RowFault>();
        var filing = Filing(entry, faults);
        if (faults.Count > 0) return new CheckedEntry(entry, faults, null, []);
        var draft = new Draft("", "", applicant?.Id ?? "", guide, 0, default, filing.Content, null, false);
        if (mayFile(Submission.Act(draft, StartApplication.ChannelOf(guide), filing.Answers, filing.Files)) is { } no) return new CheckedEntry(entry, [new RowFault("", no.Message, no.Basis)], null, []);
        var counting = ApplicationForm.Counting(guide, filing.Content.Answers);
        var lacking = Cases.Filing.Missing(guide, counting, ApplicationForm.Present(guide, counting, filing.Files)).Where(m => !filing.Content.Later.Contains(m.Id));
        return new CheckedEntry(entry, [], Canonical(entry, filing).ToHash(), [.. lacking.Select(m => m.Name)]);
    }

    /// <summary>What a right row files.</summary>
    public BatchFiling Filing(BatchEntry entry) => Filing(entry, []);

    private CanonicalRow Canonical(BatchEntry entry, BatchFiling filing) => new(
        guide.Item, guide.Version, entry.Reference, new SortedDictionary<string, string>(filing.Answers, StringComparer.Ordinal),
        [.. filing.Content.Later.Order(StringComparer.Ordinal)], [.. filing.Content.Shared.Order(StringComparer.Ordinal)],
        [.. filing.Files.Select(f => new CanonicalFile(f.Material, f.Hash)).OrderBy(f => f.Material, StringComparer.Ordinal).ThenBy(f => f.Hash, StringComparer.Ordinal)]);

    private BatchFiling Filing(BatchEntry entry, List<RowFault> faults)
    {
        var typed = entry.Cells.Where(c => columns.Any(k => k.Kind == ColumnKind.Field && k.Id == c.Key)).ToDictionary(c => c.Key, c => c.Value);
        foreach (var (column, text) in typed.Where(t => BatchEntries.LostDigits(t.Value)).ToList())
        {
            faults.Add(new RowFault(HeadOf(column), $"“{text}”是表格软件改写的数字，后几位已经丢失。请把这一列设为“文本”格式，重新填写完整的号码。", PlatformRules.Input));
        }

        if (guide.Deliveries is [var only]) typed.TryAdd(ApplicationForm.DeliveryField, only.Words());
        if (applicant is not null)
        {
            foreach (var page in ApplicationForm.PagesOf(guide))
            {
                foreach (var (field, known) in Prefilled.Into(FormState.Empty, page, applicant).Values) typed.TryAdd(field, known.ToString());
            }
        }

        var pages = ApplicationForm.Check(guide, typed);
        faults.AddRange(pages.SelectMany(p => p.State.Errors).Where(e => !faults.Any(f => f.Column == HeadOf(e.Field))).Select(e => new RowFault(HeadOf(e.Field), e.Words, e.Basis)));
        var (taken, later, shared) = (new List<StoredFile>(), new List<string>(), new List<string>());
        var counting = ApplicationForm.Counting(guide, typed);
        foreach (var column in columns.Where(c => c.Kind is ColumnKind.Material or ColumnKind.Shared))
        {
            if (entry.Cells.GetValueOrDefault(column.Id, "") is not { Length: > 0 } cell) continue;
            var material = guide.Material(column.Id[(column.Id.IndexOf(':', StringComparison.Ordinal) + 1)..])!;
            if (!Cases.Filing.Applies(material.OnlyIf, counting)) continue;
            if (column.Kind == ColumnKind.Shared) Agreed(column, material, cell, shared, faults);
            else Named(column, material, cell, taken, later, faults);
        }

        return new BatchFiling(new DraftContent { Answers = typed, Later = later, Shared = shared }, pages, taken);
    }

    private static void Agreed(BatchColumn column, GuideMaterial material, string cell, List<string> shared, List<RowFault> faults)
    {
        if (cell == FieldReading.YesNo[0]) shared.Add(material.Id);
        else if (cell != FieldReading.YesNo[1]) faults.Add(new RowFault(column.Head, "请填“是”或“否”。", PlatformRules.Input));
    }

    private void Named(BatchColumn column, GuideMaterial material, string cell, List<StoredFile> taken, List<string> later, List<RowFault> faults)
    {
        if (cell == BatchColumns.Later)
        {
            if (AttachMaterials.MayFollow(material)) later.Add(material.Id);
            else faults.Add(new RowFault(column.Head, $"《{material.Name}》不能后补，请上传文件并填写文件名。", PlatformRules.Files));
            return;
        }

        foreach (var name in BatchEntries.FilesIn(cell))
        {
            var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
            var found = files.FirstOrDefault(f => f.Id == name) ?? files.FirstOrDefault(f => string.Equals(f.Name, bare, StringComparison.OrdinalIgnoreCase));
            if (found is null) faults.Add(new RowFault(column.Head, $"没有收到文件“{bare}”。请把它和表格一起上传，文件名和后缀要与表格里写的一样。", PlatformRules.Files));
            else taken.Add(found with { Material = material.Id });
        }
    }

    private string HeadOf(string field) => columns.FirstOrDefault(c => c.Id == field)?.Head ?? "";
}
