using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <param name="Html">The sheet; null: the contents were lawfully erased.</param>
/// <param name="Masked">The reader came by the code: the applicant's data is hidden.</param>
public sealed record NoticePageModel(string Title, string Code, string? Html, bool Masked)
{
    /// <summary>What has taken its place; null: it holds.</summary>
    public SuccessorModel? Successor { get; init; }
}

/// <summary>
/// 查看文书: the document as it was issued, for its applicant and the staff of the case; for whoever holds its code with the applicant's data
/// hidden. As a page, and as the PDF whose hash was signed.
/// </summary>
internal static class ShowNotice
{
    public static Refusal NotFound { get; } = new(
        "notices.not-found", "没有这个验证码的文书。请核对文书上的 16 位验证码，注意分清数字和字母。", PlatformRules.Input);

    public static Refusal TooMany { get; } = new("notices.too-many", "短时间内查询次数较多，请过一分钟再试。", PlatformRules.Capacity);

    private static readonly Refusal Erased = new(
        "notices.erased", "这份文书的内容已依法删除；它的名称、日期和签名仍可以在“验证文书”页核对。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/notices/{code}", Page).WithName(nameof(ShowNotice)).AllowEveryone();
        routes.MapGet("/notices/{code}.pdf", Pdf).AllowEveryone();
    }

    /// <summary>The document with this code, as often as one may ask.</summary>
    public static async Task<Outcome<NoticeRow>> Find(string code, HttpContext context, NoticesDb db, GuessLimit limit, CancellationToken cancel)
    {
        if (!limit.Allows(context, null)) return TooMany;
        return NoticeCode.TryParse(code, out var parsed) && await db.Notices.AsNoTracking().FirstOrDefaultAsync(n => n.Code == parsed, cancel) is { } row
            ? row
            : NotFound;
    }

    private static async Task<IResult> Page(
        string code, HttpContext context, NoticesDb db, NoticeOffice office, NoticeHtml html, ICases cases, ISubjects subjects, GuessLimit limit, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await Find(code, context, db, limit, cancel)).Try(out var row, out var why)) return Pages.Refuse(why);
        context.ShowsCase(row.Case);
        var successor = SuccessorModel.Of(await office.Successor(row, cancel));
        if (await IsOpen(row, context, cases, cancel))
        {
            return Pages.Show<NoticePage>(new NoticePageModel(row.Title, row.Code, await office.ReadHtml(row, cancel), false) { Successor = successor });
        }

        var masked = (await office.Read(row, cancel))?.Mask(await subjects.Find(row.Subject, cancel));
        return Pages.Show<NoticePage>(new NoticePageModel(row.Title, row.Code, masked is null ? null : await html.Render(masked), true) { Successor = successor });
    }

    private static async Task<IResult> Pdf(
        string code, HttpContext context, NoticesDb db, NoticeOffice office, ICases cases, ISubjects subjects, GuessLimit limit, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await Find(code, context, db, limit, cancel)).Try(out var row, out var why)) return Pages.Refuse(why);
        context.ShowsCase(row.Case);
        var open = await IsOpen(row, context, cases, cancel);
        var pdf = open
            ? await office.ReadPdf(row, cancel)
            : (await office.Read(row, cancel))?.Mask(await subjects.Find(row.Subject, cancel)) is { } masked ? NoticePdf.Render(masked, row.IssuedAt.ToChina()) : null;
        if (pdf is null) return Pages.Refuse(Erased);
        context.Response.Headers.ContentDisposition = $"inline; filename=\"{row.Code}.pdf\"";
        // Browsers draw a PDF with styles of their own: our page policy would blank it.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        return Results.Bytes(pdf, "application/pdf");
    }

    private static async Task<bool> IsOpen(NoticeRow row, HttpContext context, ICases cases, CancellationToken cancel) =>
        context.Actor() is { } actor && await cases.Find(CaseNumber.Parse(row.Case), cancel) is { } facts && cases.MaySee(actor, facts);
}
