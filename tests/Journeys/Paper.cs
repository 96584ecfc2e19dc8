using System.Text;

namespace OneWindow.Journeys;

/// <summary>A sheet of PDF as an applicant brings it, small or as large as a scan.</summary>
internal static class Paper
{
    private const string Sheet = """
        %PDF-1.4
        1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
        2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj
        trailer << /Root 1 0 R >>
        """;

    public static byte[] Of(string words, int size = 0)
    {
        var text = new StringBuilder(Sheet).Append("\n% ").Append(words).Append('\n');
        // Comments: a reader passes over them, the server hashes them like any byte.
        while (text.Length < size) text.Append("% ").Append('.', 97).Append('\n');
        return Encoding.UTF8.GetBytes(text.Append("%%EOF\n").ToString());
    }
}
