using System.Globalization;
using System.Text;
using OneWindow.Cases;
using OneWindow.Contracts;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Tables as an accountant fills them in: one shop a row.</summary>
internal static class ManyRows
{
    public const string Filing = "370202-prepackaged-food-filing";

    /// <summary>The table of so many shops; the rows named are wrong in their way.</summary>
    /// <param name="wrong">By row, counted from 1: the cells that stand there instead.</param>
    public static string Csv(Guide guide, int rows, IReadOnlyDictionary<int, (string Column, string Cell)[]>? wrong = null, int from = 1)
    {
        var columns = BatchColumns.Of(guide);
        var text = new StringBuilder().AppendJoin(',', columns.Select(BatchColumns.Headed)).Append("\r\n");
        for (var row = from; row < from + rows; row++)
        {
            var changed = wrong?.GetValueOrDefault(row) ?? [];
            text.AppendJoin(',', columns.Select(c => changed.FirstOrDefault(w => w.Column == c.Id) is (not null, var cell) ? cell : CellOf(c, row))).Append("\r\n");
        }

        return text.ToString();
    }

    public static byte[] Utf8(string text) => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)];

    public static string Reference(int row) => string.Create(CultureInfo.InvariantCulture, $"D-{row:D3}");

    private static string CellOf(BatchColumn column, int row) => column switch
    {
        { Kind: ColumnKind.Reference } => Reference(row),
        { Kind: ColumnKind.Shared } => "是",
        { Kind: ColumnKind.Field, Id: "premises" } => string.Create(CultureInfo.InvariantCulture, $"青岛市市南区示范路 {row} 号（演示地址）"),
        { Kind: ColumnKind.Field, Id: ApplicationForm.DeliveryField } => "电子送达",
        { Kind: ColumnKind.Field, Required: true } => column.Example,
        _ => "",
    };
}
