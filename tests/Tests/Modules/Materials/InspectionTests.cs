using FsCheck;
using FsCheck.Fluent;
using OneWindow.Kernel;
using OneWindow.Materials;

namespace OneWindow.Tests.Modules.Materials;

public sealed class InspectionTests
{
    public static TheoryData<string, byte[], string> Taken => new()
    {
        { "营业执照.pdf", Papers.Pdf(), "application/pdf" },
        { "照片.PNG", Papers.Png, "image/png" },
        { "照片.jpg", Papers.Jpeg, "image/jpeg" },
        { "照片.jpeg", Papers.Jpeg, "image/jpeg" },
        { "照片.webp", Papers.WebP, "image/webp" },
        { "发票.ofd", Papers.Ofd, "application/ofd" },
        { "章程.docx", Papers.Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "名单.xlsx", Papers.Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
    };

    [Theory]
    [MemberData(nameof(Taken))]
    public void A_file_is_taken_for_what_its_bytes_say(string name, byte[] content, string mediaType)
    {
        Assert.True(Inspection.OfName(name).Try(out var clean, out _));
        Assert.True(Inspection.OfContent(clean, new MemoryStream(content)).Try(out var kind, out _));
        Assert.Equal(mediaType, kind.MediaType);
        Assert.True(FileKind.MayBecome(content.AsSpan(0, FileKind.LeastHead)));
    }

    public static TheoryData<string, byte[]> Strangers => new()
    {
        { "页面.pdf", Papers.Html },
        { "图.png", Papers.Svg },
        { "程序.pdf", Papers.WindowsProgram },
        { "程序.jpg", Papers.LinuxProgram },
        { "脚本.pdf", Papers.Shell },
        { "压缩包.docx", Papers.JustAZip },
        { "宏.docx", Papers.WithMacros },
        { "残缺.docx", Papers.Docx[..60] },
        { "短.pdf", "%PD"u8.ToArray() },
    };

    [Theory]
    [MemberData(nameof(Strangers))]
    public void Programs_pages_and_whatever_is_unknown_are_refused_under_any_name(string name, byte[] content)
    {
        Assert.False(Inspection.OfContent(name, new MemoryStream(content)).Try(out _, out var why));
        Assert.Equal("materials.unknown-kind", why.Code);
        Assert.Equal(PlatformRules.Files, why.Basis);
        Assert.Contains("PDF", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_ending_must_agree_with_the_content_and_the_answer_says_how_to_mend_it()
    {
        Assert.False(Inspection.OfContent("扫描件.pdf", new MemoryStream(Papers.Png)).Try(out _, out var why));
        Assert.Equal("materials.wrong-ending", why.Code);
        Assert.Contains(".png", why.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_is_refused()
    {
        Assert.False(Inspection.OfContent("空.pdf", new MemoryStream()).Try(out _, out var why));
        Assert.Equal("materials.empty", why.Code);
    }

    [Theory]
    [InlineData("a.exe")]
    [InlineData("a.html")]
    [InlineData("a.svg")]
    [InlineData("a")]
    [InlineData("")]
    [InlineData("a.pdf.js")]
    public void A_name_of_another_kind_is_refused_before_a_byte_is_sent(string name) =>
        Assert.False(Inspection.OfName(name).Try(out _, out _));

    [Theory]
    [InlineData("营业执照.pdf", "营业执照.pdf")]
    [InlineData("C:\\Users\\li\\身份证.jpg", "身份证.jpg")]
    [InlineData("../../etc/passwd.pdf", "passwd.pdf")]
    [InlineData("a\u202Efdp.exe", "afdp.exe")]
    [InlineData("换\r\n行.pdf", "换行.pdf")]
    [InlineData("引\"号:.pdf", "引_号_.pdf")]
    [InlineData(".htaccess", "材料.htaccess")]
    [InlineData("con.pdf", "材料con.pdf")]
    [InlineData("   .pdf", "材料.pdf")]
    [InlineData("带　空格.PDF", "带 空格.pdf")]
    public void Names_are_made_harmless(string sent, string kept) => Assert.Equal(kept, FileName.Clean(sent));

    [Fact]
    public void No_name_whatever_stays_harmful() => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(300),
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), sent =>
        {
            var name = FileName.Clean(sent.Get + ".pdf");
            return name.Length is > 4 and <= FileName.MaxLength && name.EndsWith(".pdf", StringComparison.Ordinal)
                && name.IndexOfAny(['/', '\\', '"', '\0', '\r', '\n']) < 0 && name[0] != '.' && FileName.Clean(name) == name;
        }));
}
