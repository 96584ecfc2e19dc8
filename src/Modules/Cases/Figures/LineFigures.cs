using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Cases;

/// <summary>业务系统往来的数: what waits, what was typed in, what was settled, within what the reader may see.</summary>
internal static class LineFigures
{
    public static async Task<Figure> Stuck(IQueryable<PackageRow> packages, CancellationToken cancel) =>
        Metrics.PackagesStuck.Of(await ListLines.Stuck(packages).CountAsync(cancel));

    public static async Task<Figure> Aside(IQueryable<NewsRow> news, CancellationToken cancel) => Metrics.NewsAside.Of(await ListLines.Open(news).CountAsync(cancel));

    public static async Task<Figure> Typed(IQueryable<NewsRow> news, CancellationToken cancel) =>
        Metrics.ResultsTyped.Of(await news.CountAsync(n => n.State == NewsState.Typed, cancel));

    public static async Task<Figure> Settled(IQueryable<NewsRow> news, CancellationToken cancel) =>
        Metrics.NewsSettled.Of(await news.CountAsync(n => n.State == NewsState.Settled, cancel));

    public static async Task<Figure> Waiting(IQueryable<PackageRow> packages, IQueryable<NewsRow> news, CancellationToken cancel) =>
        Metrics.LinesWaiting.Of((await Stuck(packages, cancel)).Value + (await Aside(news, cancel)).Value);
}
