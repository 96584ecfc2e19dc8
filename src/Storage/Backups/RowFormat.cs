using System.Data.Common;
using System.Globalization;
using System.Text;

namespace OneWindow.Storage;

/// <summary>
/// Rows as they stand in an archive, the same for both databases, so that a backup of one can be restored into the other: the names of the columns, then a
/// mark before each row and its values as nothing, whole number, text or bytes.
/// </summary>
internal static class RowFormat
{
    private const byte Row = 1, End = 0;
    private const byte Null = 0, Number = 1, Text = 2, Bytes = 3;

    public static async Task<long> Write(DbDataReader rows, Stream to, CancellationToken cancel)
    {
        await using var writer = new BinaryWriter(to, Encoding.UTF8, leaveOpen: true);
        writer.Write7BitEncodedInt(rows.FieldCount);
        for (var i = 0; i < rows.FieldCount; i++) writer.Write(rows.GetName(i));
        var count = 0L;
        for (; await rows.ReadAsync(cancel); count++)
        {
            writer.Write(Row);
            for (var i = 0; i < rows.FieldCount; i++) Write(writer, rows.GetValue(i));
        }

        writer.Write(End);
        return count;
    }

    public static IReadOnlyList<string> Columns(BinaryReader reader)
    {
        var names = new string[reader.Read7BitEncodedInt()];
        for (var i = 0; i < names.Length; i++) names[i] = reader.ReadString();
        return names;
    }

    /// <summary>The next row's values (null, long, string or bytes); false: that was all.</summary>
    public static bool Next(BinaryReader reader, object?[] into)
    {
        if (reader.ReadByte() == End) return false;
        for (var i = 0; i < into.Length; i++)
        {
            into[i] = reader.ReadByte() switch
            {
                Null => null,
                Number => reader.ReadInt64(),
                Text => reader.ReadString(),
                Bytes => reader.ReadBytes(reader.Read7BitEncodedInt()),
                var mark => throw new InvalidDataException($"The archive holds a value of an unknown kind ({mark})."),
            };
        }

        return true;
    }

    private static void Write(BinaryWriter writer, object value)
    {
        switch (value)
        {
            case DBNull:
                writer.Write(Null);
                break;
            case long or int or short or bool:
                writer.Write(Number);
                writer.Write(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case string text:
                writer.Write(Text);
                writer.Write(text);
                break;
            case DateOnly day: // As SQLite keeps it.
                writer.Write(Text);
                writer.Write(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case TimeOnly time:
                writer.Write(Text);
                writer.Write(time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));
                break;
            case byte[] bytes:
                writer.Write(Bytes);
                writer.Write7BitEncodedInt(bytes.Length);
                writer.Write(bytes);
                break;
            default:
                throw new NotSupportedException($"A column of type {value.GetType().Name} has no form in a backup yet: add it here.");
        }
    }
}
