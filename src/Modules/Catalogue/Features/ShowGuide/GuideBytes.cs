using System.Collections.Concurrent;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>
/// A published page rendered once, compressed once, and then served as bytes with its hash as ETag. The same bytes for everybody who is
/// not signed in; each text size is a page of its own. What somebody who is signed in sees has their name in it and is rendered for them.
/// </summary>
internal sealed class GuideBytes(IServiceScopeFactory scopes)
{
    /// <summary>Situations multiply the pages of a guide: beyond this many, pages are rendered each time.</summary>
    private const int MostKept = 20_000;

    private readonly ConcurrentDictionary<string, Kept> pages = new(StringComparer.Ordinal);

    private sealed record Kept(string Tag, byte[] Plain, byte[] Brotli, byte[] Gzip);

    /// <summary>Whether bytes that are the same for everybody may answer this request.</summary>
    public static bool MayAnswer(HttpContext context) => context.User.Identity?.IsAuthenticated != true;

    /// <param name="key">Names the page and everything that changes it; must be one of finitely many.</param>
    public async Task Answer(HttpContext context, string key, string hash, Func<IResult> page)
    {
        var large = TextSize.IsLarge(context);
        if (large) key += "+large";
        if (!pages.TryGetValue(key, out var kept))
        {
            kept = await Render(context.Request.Path, context.Request.QueryString, large, hash, page());
            if (pages.Count < MostKept) kept = pages.GetOrAdd(key, kept);
        }

        await Send(context, kept);
    }

    /// <summary>The very bytes that an anonymous visitor of this address is sent: for whoever checks what is shown.</summary>
    public async Task<byte[]> Shown(PathString path, QueryString query, string key, string hash, Func<IResult> page)
    {
        if (pages.TryGetValue(key, out var kept)) return kept.Plain;
        kept = await Render(path, query, large: false, hash, page());
        return (pages.Count < MostKept ? pages.GetOrAdd(key, kept) : kept).Plain;
    }

    /// <summary>For tests of the check: the kept bytes replaced by others.</summary>
    internal void Replace(string key, Func<string, string> change)
    {
        var kept = pages[key];
        pages[key] = kept with { Plain = System.Text.Encoding.UTF8.GetBytes(change(System.Text.Encoding.UTF8.GetString(kept.Plain))) };
    }

    private static Task Send(HttpContext context, Kept kept)
    {
        var accepts = context.Request.Headers.AcceptEncoding.ToString();
        var (coding, body) = accepts.Contains("br", StringComparison.Ordinal) ? ("br", kept.Brotli)
            : accepts.Contains("gzip", StringComparison.Ordinal) ? ("gzip", kept.Gzip)
            : (null, kept.Plain);
        var headers = context.Response.Headers;
        var tag = coding is null ? $"\"{kept.Tag}\"" : $"\"{kept.Tag}-{coding}\"";
        headers.ETag = tag;
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding, Cookie";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (coding is not null) headers.ContentEncoding = coding;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, 0, body.Length, context.RequestAborted);
    }

    /// <summary>The page as a visitor without any cookie (but the text size) gets it, rendered into memory.</summary>
    private async Task<Kept> Render(PathString path, QueryString query, bool large, string hash, IResult page)
    {
        await using var scope = scopes.CreateAsyncScope();
        var visitor = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        visitor.Request.Method = HttpMethods.Get;
        (visitor.Request.Scheme, visitor.Request.Host) = ("http", new HostString("localhost"));
        (visitor.Request.Path, visitor.Request.QueryString) = (path, query);
        if (large) visitor.Request.Headers.Cookie = $"{scope.ServiceProvider.GetRequiredService<CookieRules>().Named(TextSize.Cookie)}=large";
        using var body = new MemoryStream();
        visitor.Response.Body = body;
        await page.ExecuteAsync(visitor);
        var plain = body.ToArray();
        // The guide's own hash, and the page's: the page also changes with our words and style sheets.
        var tag = $"{hash[..16]}-{Convert.ToHexStringLower(Sm3.Of(plain).AsSpan(0, 6))}";
        return new Kept(tag, plain, Compress(plain, s => new BrotliStream(s, CompressionLevel.Optimal)), Compress(plain, s => new GZipStream(s, CompressionLevel.SmallestSize)));
    }

    private static byte[] Compress(byte[] plain, Func<Stream, Stream> coding)
    {
        using var into = new MemoryStream();
        using (var coder = coding(into)) coder.Write(plain);
        return into.ToArray();
    }
}
