using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using OneWindow.Host;

namespace OneWindow.Bench;

/// <summary>A published guide page beside prebuilt 20 KB bytes from a bare Kestrel, both under wrk with 16 connections on the same cores.</summary>
internal static class GuidePage
{
    private const int Rounds = 3;

    public static async Task Run(double seconds)
    {
        var folder = Directory.CreateTempSubdirectory("ow-bench-").FullName;
        var options = AppOptions.Default with { Data = folder, Db = null, Urls = "http://127.0.0.1:5391" };
        await using var house = OneWindowApp.Build(options);
        await OneWindowApp.Prepare(house.Services, options);
        await house.StartAsync();

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:5392");
        await using var bare = builder.Build();
        var bytes = new byte[20_000];
        Array.Fill(bytes, (byte)'x');
        bare.Run(async context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = bytes.Length;
            await context.Response.Body.WriteAsync(bytes);
        });
        await bare.StartAsync();

        const string Page = "http://127.0.0.1:5391/items/370202-food-business";
        var (ours, limit) = (new List<double>(), new List<double>());
        Wrk(Page, 10);
        Wrk("http://127.0.0.1:5392/", 5);
        for (var round = 0; round < Rounds; round++)
        {
            limit.Add(Wrk("http://127.0.0.1:5392/", seconds));
            ours.Add(Wrk(Page, seconds));
        }

        new Figure("guide", "published guide page, requests a second", Figure.Median(ours), "1/s", Figure.Median(limit), "prebuilt 20 KB bytes from Kestrel").Print();
        await bare.StopAsync();
        await house.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static double Wrk(string url, double seconds)
    {
        var report = BenchPostgres.Shell($"wrk -t1 -c16 -d{(int)seconds}s -H \"Accept-Encoding: br\" {url}");
        if (report.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException(report);
        var line = report.Split('\n').First(l => l.StartsWith("Requests/sec:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
