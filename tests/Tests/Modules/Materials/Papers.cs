using System.IO.Compression;
using System.Text;

namespace OneWindow.Tests.Modules.Materials;

/// <summary>Files as applicants bring them, small but true to their kind, and some that only pretend.</summary>
internal static class Papers
{
    public static byte[] Pdf(int size = 2_000, int seed = 1)
    {
        var body = new byte[size];
        new Random(seed).NextBytes(body);
        "%PDF-1.7\n%\u00e2\u00e3"u8.CopyTo(body);
        return body;
    }

    public static byte[] Png { get; } = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 13, .. "IHDR"u8, .. new byte[40]];

    public static byte[] Jpeg { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, .. "JFIF"u8, .. new byte[40]];

    public static byte[] WebP { get; } = [.. "RIFF"u8, 40, 0, 0, 0, .. "WEBPVP8 "u8, .. new byte[30]];

    public static byte[] Ofd { get; } = Zip("OFD.xml", "Doc_0/Document.xml");

    public static byte[] Docx { get; } = Zip("[Content_Types].xml", "word/document.xml");

    public static byte[] Xlsx { get; } = Zip("[Content_Types].xml", "xl/workbook.xml");

    public static byte[] WithMacros { get; } = Zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin");

    public static byte[] JustAZip { get; } = Zip("readme.txt");

    public static byte[] Html { get; } = Encoding.UTF8.GetBytes("<!doctype html><script>alert(1)</script>");

    public static byte[] Svg { get; } = Encoding.UTF8.GetBytes("<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>");

    public static byte[] WindowsProgram { get; } = [.. "MZ"u8, .. new byte[200]];

    public static byte[] LinuxProgram { get; } = [0x7F, .. "ELF"u8, .. new byte[200]];

    public static byte[] Shell { get; } = Encoding.UTF8.GetBytes("#!/bin/sh\nrm -rf ~\n");

    private static byte[] Zip(params string[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("<x/>"u8);
            }
        }

        return bytes.ToArray();
    }
}
