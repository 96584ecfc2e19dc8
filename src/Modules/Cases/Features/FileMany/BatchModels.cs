using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <param name="Head">As the template has it.</param>
public sealed record BatchColumnModel(string Head, bool Required, string Help);

public sealed record BatchStartModel(string Item, string Name, IReadOnlyList<BatchColumnModel> Columns, int MostRows, bool TakesFiles, FormState Form, string Key);

public sealed record BatchLinkModel(string Path, string Item, string Begun, StatusKind Kind, string Standing);

public sealed record BatchesModel(IReadOnlyList<BatchLinkModel> Rows);

/// <summary>What is wrong with a row, a line for each column.</summary>
public sealed record BatchFaultModel(int Line, string Reference, string Column, string Words, Citation Basis);

/// <param name="Number">The case it has become; null: none yet.</param>
public sealed record BatchLineModel(int Line, string Reference, StatusKind Kind, string Standing, string? Note, string? Hash, string? Number);

/// <param name="Hash">Of the list; <paramref name="Signature"/> is ours over it.</param>
public sealed record BatchListModel(string When, int Rows, string Hash, string KeyId, string Signature);

/// <param name="List">The hash over the list of right rows; null: nothing to sign.</param>
/// <param name="Outdated">A newer guide is in force than the rows were checked by.</param>
public sealed record BatchModel(
    string Id, string Item, string ItemKey, string Begun, int Read, int Right, int Wrong, int Waiting, int Filed, int Failed, IReadOnlyList<BatchFaultModel> Faults,
    IReadOnlyList<BatchLineModel> Lines, string? List, IReadOnlyList<BatchListModel> Lists, bool Outdated, int Files, bool TakesFiles, FormState Form)
{
    public IEnumerable<BatchLineModel> Of(StatusKind kind) => Lines.Where(l => l.Kind == kind);
}

public sealed record BatchReceiptsModel(string Id, string Item, string Applicant, IReadOnlyList<BatchLineModel> Lines, IReadOnlyList<BatchListModel> Lists, string At);

/// <summary>A batch in words.</summary>
internal static class BatchView
{
    public static BatchStartModel Start(Guide guide, FormState form, string key) => new(
        guide.Item, guide.Name, [.. BatchColumns.Of(guide).Select(c => new BatchColumnModel(BatchColumns.Headed(c), c.Required, c.Help))], BatchRules.MostRows,
        BatchColumns.Attached(guide).Any(), form, key);

    public static BatchModel Of(Batch batch, int? current, int files, FormState form) => new(
        batch.Id, batch.Guide.Name, batch.Guide.Item, Words.Of(batch.BegunAt), batch.Lines.Count, batch.Count(LineState.Right), batch.Count(LineState.Wrong),
        batch.Count(LineState.Signed), batch.Count(LineState.Filed), batch.Count(LineState.Failed),
        [
            .. batch.Lines.Where(l => l.State is LineState.Wrong or LineState.Failed)
                .SelectMany(l => l.Faults.Select(f => new BatchFaultModel(l.Line, l.Entry.Reference, f.Column, f.Words, f.Basis))),
        ],
        [.. batch.Lines.Select(Of)], BatchRules.ListOf(batch.Lines) is { Lines.Count: > 0, Hash: var hash } ? hash : null, [.. batch.Lists.Select(Of)],
        current != batch.Guide.Version, files, BatchColumns.Attached(batch.Guide).Any(), form);

    public static BatchReceiptsModel Receipts(Batch batch, string applicant, Instant now) => new(
        batch.Id, batch.Guide.Name, applicant, [.. batch.Lines.Where(l => l.State == LineState.Filed).Select(Of)], [.. batch.Lists.Select(Of)], Words.Of(now));

    public static (StatusKind Kind, string Words) StandingOf(LineState state) => state switch
    {
        LineState.Wrong => (StatusKind.Soon, "要改"),
        LineState.Right => (StatusKind.Neutral, "可以提交"),
        LineState.Signed => (StatusKind.Active, "等待提交"),
        LineState.Filed => (StatusKind.Done, "已提交"),
        LineState.Failed => (StatusKind.Bad, "没有提交成"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    private static BatchLineModel Of(BatchLine line)
    {
        var (kind, words) = StandingOf(line.State);
        var lacking = line.Lacking.Count > 0 ? $"还缺{string.Join('、', line.Lacking.Select(m => $"《{m}》"))}；可以先提交，窗口会一次性告知补正" : null;
        return new BatchLineModel(line.Line, line.Entry.Reference, kind, words, line.State is LineState.Right or LineState.Signed ? lacking : null, line.Hash, line.Number);
    }

    private static BatchListModel Of(BatchListRow list) => new(Words.Of(list.SignedAt), list.Rows, list.Hash, list.KeyId, list.Signature);
}
