namespace OneWindow.Notices;

/// <summary>The applicant's own paper on A4: no seal, no number, no code of ours.</summary>
internal static class PetitionPdf
{
    private const double Body = 11.5;
    private const double Leading = 1.7;

    public static byte[] Render(PetitionModel petition, DateTimeOffset made)
    {
        var sheets = new PdfSheets();
        NoticePdf.Centred(sheets, petition.Title, 22, true, 14);
        foreach (var section in petition.Sections) NoticePdf.Section(sheets, section);
        sheets.Need(Body * Leading * 6);
        sheets.Y += 10;
        NoticePdf.Paragraph(sheets, "此致", indent: true);
        NoticePdf.Paragraph(sheets, petition.To, indent: false);
        sheets.Y += 16;
        foreach (var line in (string[])["申请人（签名或者盖章）：＿＿＿＿＿＿＿＿", "＿＿＿＿年＿＿月＿＿日"])
        {
            sheets.Put(line, PdfSheets.Right - sheets.Measure(line, Body), sheets.Y, Body);
            sheets.Y += Body * Leading * 1.3;
        }

        return sheets.Finish(petition.Title, "申请人", made, $"办件编号 {petition.Number}");
    }
}
