namespace OneWindow.Notices;

/// <summary>The document on A4, from the same record as its page: black on white, fonts embedded, one seal over the signature.</summary>
internal static class NoticePdf
{
    private const double Body = 11.5;
    private const double Leading = 1.7;

    public static byte[] Render(NoticeModel notice, DateTimeOffset made)
    {
        var sheets = new PdfSheets();
        Centred(sheets, notice.Seal.Organisation, 14, true, 6);
        Centred(sheets, notice.Title, 22, true, 8);
        Centred(sheets, notice.Number, Body, false, 18);
        Paragraph(sheets, $"{notice.Addressee}：", indent: false);
        foreach (var section in notice.Sections) Section(sheets, section);
        if (notice.Basis.Count > 0)
        {
            Heading(sheets, "依据");
            Paragraph(sheets, string.Join("；", notice.Basis) + "。", indent: true);
        }

        foreach (var line in notice.Foot) Paragraph(sheets, line, indent: false, size: 9.5);
        Signature(sheets, notice);
        return sheets.Finish(notice.Title, notice.Seal.Organisation, made, $"{notice.Number}　验证码 {NoticeCode.Grouped(notice.Code)}");
    }

    public static void Section(PdfSheets sheets, NoticeSectionModel section)
    {
        if (section.Heading is { } heading) Heading(sheets, heading);
        foreach (var field in section.Fields) Field(sheets, field);
        if (section.Fields.Count > 0) sheets.Y += 5;
        foreach (var paragraph in section.Paragraphs) Paragraph(sheets, paragraph, indent: true);
        for (var i = 0; i < section.Items.Count; i++) Item(sheets, i + 1, section.Items[i]);
        if (section.Table is { } table) Table(sheets, table);
    }

    public static void Centred(PdfSheets sheets, string text, double size, bool bold, double after)
    {
        foreach (var line in sheets.Lines(text, PdfSheets.Width, size, bold))
        {
            sheets.Put(line, PdfSheets.Left + ((PdfSheets.Width - sheets.Measure(line, size, bold)) / 2), sheets.Y, size, bold);
            sheets.Y += size * 1.4;
        }

        sheets.Y += after;
    }

    private static void Heading(PdfSheets sheets, string text)
    {
        // Never alone at the foot of a sheet.
        sheets.Need(Body * Leading * 3);
        sheets.Y += 6;
        sheets.Put(text, PdfSheets.Left, sheets.Y, Body, heavy: true);
        sheets.Y += Body * Leading;
    }

    public static void Paragraph(PdfSheets sheets, string text, bool indent, double size = Body)
    {
        // Two full-width blanks are the indent, so that the breaking sees their width.
        foreach (var line in sheets.Lines(indent ? "\u3000\u3000" + text : text, PdfSheets.Width, size))
        {
            sheets.Need(size * Leading);
            sheets.Put(line, PdfSheets.Left, sheets.Y, size);
            sheets.Y += size * Leading;
        }
    }

    private static void Field(PdfSheets sheets, NoticeFieldModel field)
    {
        const double terms = 104;
        var lines = sheets.Lines(field.Value, PdfSheets.Width - terms, Body);
        sheets.Need(Body * Leading);
        sheets.Put(field.Term, PdfSheets.Left, sheets.Y, Body, ink: Ink.Grey);
        foreach (var line in lines)
        {
            sheets.Need(Body * Leading);
            sheets.Put(line, PdfSheets.Left + terms, sheets.Y, Body);
            sheets.Y += Body * Leading;
        }
    }

    private static void Item(PdfSheets sheets, int number, string text)
    {
        const double hang = 24;
        var first = true;
        foreach (var line in sheets.Lines(text, PdfSheets.Width - hang, Body))
        {
            sheets.Need(Body * Leading);
            if (first) sheets.Put(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number}."), PdfSheets.Left + 4, sheets.Y, Body);
            first = false;
            sheets.Put(line, PdfSheets.Left + hang, sheets.Y, Body);
            sheets.Y += Body * Leading;
        }
    }

    private static void Table(PdfSheets sheets, NoticeTableModel table)
    {
        var whole = (double)table.Widths.Sum();
        double[] widths = [.. table.Widths.Select(w => PdfSheets.Width * w / whole)];
        Row(table.Heads, heads: true);
        foreach (var row in table.Rows) Row(row, heads: false);
        sheets.Y += 6;

        void Row(IReadOnlyList<string> cells, bool heads)
        {
            const double pad = 5;
            const double size = 10;
            var lines = cells.Select((cell, i) => sheets.Lines(cell, widths[i] - (2 * pad), size, heads)).ToList();
            var height = (lines.Max(l => l.Count) * size * 1.5) + (2 * pad);
            var before = sheets.Y;
            sheets.Need(heads ? height * 2 : height);
            // A row that goes to a new sheet takes the heads along.
            if (sheets.Y < before && !heads) Row(table.Heads, heads: true);
            var x = PdfSheets.Left;
            for (var i = 0; i < widths.Length; i++)
            {
                sheets.Now.Box(x, sheets.Y, widths[i], height, 0.5, Ink.Grey, heads ? Ink.Pale : null);
                for (var j = 0; j < lines[i].Count; j++) sheets.Put(lines[i][j], x + pad, sheets.Y + pad + (j * size * 1.5), size, heads);
                x += widths[i];
            }

            sheets.Y += height;
        }
    }

    /// <summary>Body and date to the right under the seal, the code to check it to the left: together on one sheet.</summary>
    private static void Signature(PdfSheets sheets, NoticeModel notice)
    {
        const double height = 128;
        const double seal = 56;
        sheets.Need(height);
        sheets.Y += 14;
        var y = sheets.Y;
        var date = Ui.Words.ShortOf(notice.Date);
        var widest = Math.Max(sheets.Measure(notice.Seal.Organisation, Body), sheets.Measure(date, Body));
        var middle = PdfSheets.Right - Math.Max(widest / 2, seal);
        // Under the letters, so that they stay readable.
        Seal(sheets, notice.Seal, middle, y + 56, seal);
        sheets.Put(notice.Seal.Organisation, middle - (sheets.Measure(notice.Seal.Organisation, Body) / 2), y + 40, Body);
        sheets.Put(date, middle - (sheets.Measure(date, Body) / 2), y + 40 + (Body * Leading), Body);

        Qr(sheets.Now, notice.VerifyAt, PdfSheets.Left, y, 74);
        sheets.Put("扫码或在网站“验证文书”输入验证码，核对真伪", PdfSheets.Left, y + 80, 8);
        sheets.Put($"验证码 {NoticeCode.Grouped(notice.Code)}", PdfSheets.Left, y + 93, 9, heavy: true);
        foreach (var (line, i) in sheets.Lines(notice.VerifyAt, 230, 7).Select((l, i) => (l, i))) sheets.Put(line, PdfSheets.Left, y + 107 + (i * 9), 7, ink: Ink.Grey);
        sheets.Y = y + height;
    }

    private static void Qr(PdfCanvas on, string text, double x, double y, double size)
    {
        var (side, dark) = QrShape.Of(text);
        var one = size / side;
        on.Squares(dark.Select(d => (x + (d.X * one), y + (d.Y * one))), one, Ink.Black);
    }

    private static void Seal(PdfSheets sheets, NoticeSealModel seal, double x, double y, double radius)
    {
        var (on, font, scale) = (sheets.Now, sheets.Font(heavy: true), radius / 100);
        on.Circle(x, y, SealShape.Edge * scale, 4.5 * scale, Ink.Seal);
        on.Shape([.. SealShape.StarCorners.Select(c => (x + (c.X * scale), y + (c.Y * scale)))], Ink.Seal);
        var (letters, size) = SealShape.Letters(seal);
        foreach (var (letter, turn) in letters)
        {
            // The letter's middle stands on the circle; its base line begins half a width to the left and a third of a height further in.
            var (sin, cos) = Math.SinCos(turn * Math.PI / 180);
            var (left, down) = (-font.Measure(letter, size) / 2, -SealShape.LetterRadius + (size * 0.36));
            on.Text(font, letter, x + (((left * cos) - (down * sin)) * scale), y + (((left * sin) + (down * cos)) * scale), size * scale, Ink.Seal, turn);
        }

        if (seal.Kind is { } kind)
        {
            var letter = SealShape.KindSize(kind);
            on.Text(font, kind, x - (font.Measure(kind, letter) * scale / 2), y + ((SealShape.KindAt + (letter * 0.36)) * scale), letter * scale, Ink.Seal);
        }
    }
}
