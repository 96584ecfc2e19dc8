using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>导出和同步: all guides as a file; what waits for the system above, item by item, and the batch that brings it there.</summary>
internal static class ExportItems
{
    public const string Path = "/workbench/export";
    private const int MostListed = 50;
    private const int MostBatches = 10;

    public static IReadOnlyList<ChoiceModel> Sets { get; } = [.. CodeSets.Names.Select(n => new ChoiceModel(n.Key.ToString(), n.Value))];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var export = routes.MapGroup(Path).ExcludeFromDescription().AllowRoles(Role.ManagementOfficer);
        export.MapGet("", Open).WithName(nameof(ExportItems));
        export.MapGet("/guides.{format}", Guides).WithName("ExportGuides");
        export.MapPost("/exchange", Exchange).WithName("ExportExchange");
    }

    /// <summary>The command `export FILE`.</summary>
    public static async Task<Outcome<string>> Run(IServiceProvider services, string file, RegionCode place, string? exchange, long? since, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var export = scope.ServiceProvider.GetRequiredService<ItemExport>();
        var format = System.IO.Path.GetExtension(file).TrimStart('.').ToLowerInvariant();
        if (exchange is null && !ItemExport.Formats.Contains(format)) return new Refusal("catalogue.format-unknown", "文件名应以 .json、.csv 或 .xlsx 结尾。", PlatformRules.Files);
        if (exchange is not null && format != "json") return new Refusal("catalogue.format-unknown", "交换记录的文件名应以 .json 结尾。", PlatformRules.Files);
        if (CodeSets.Named(exchange ?? "") is not { } set) return new Refusal("catalogue.code-set-unknown", "代码集应为 C0109 或 GB/T 39046。", PlatformRules.Input);
        await using var stream = File.Create(file);
        if (exchange is null)
        {
            await export.Write(stream, format, place, cancel);
            return JsonSerializer.Serialize(new { file = System.IO.Path.GetFileName(file), bytes = stream.Length }, Json.Options);
        }

        var (batch, written, without) = await export.Exchange(stream, place, set, since, ImportFile.Command, cancel);
        return JsonSerializer.Serialize(new { file = System.IO.Path.GetFileName(file), batch, records = written, withoutCode = without }, Json.Options);
    }

    private static async Task<IResult> Open(HttpContext context, CatalogueDb db, ItemExport export, IDirectory directory, CancellationToken cancel, string? after = null) =>
        Pages.Show<ExportPage>(await Model(context.RequireActor(), FormState.Empty, db, export, directory, after, cancel));

    private static async Task<IResult> Guides(string format, HttpContext context, ItemExport export, CancellationToken cancel)
    {
        if (!ItemExport.Formats.Contains(format)) return Pages.Refuse(Unknown);
        var file = ImportPages.TemporaryFile();
        await export.Write(file, format, context.RequireActor().Place, cancel);
        file.Position = 0;
        return Results.Stream(file, ImportPages.MediaType(format), $"guides.{format}");
    }

    private static async Task<IResult> Exchange(FormReader form, HttpContext context, CatalogueDb db, ItemExport export, IDirectory directory, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        _ = Enum.TryParse<CodeSet>(form.Choice("set", "代码集", Sets), out var set);
        var since = form.Text("since", "自哪一批以后", max: 18, required: false);
        long? from = null;
        if (since.Length > 0)
        {
            if (long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) from = number;
            else form.Refuse("since", "批次号是数字，请照下面的批次填写", PlatformRules.Input);
        }

        if (!form.Ok) return Pages.Again<ExportPage>(await Model(actor, form.State, db, export, directory, null, cancel));
        var file = ImportPages.TemporaryFile();
        var (batch, _, _) = await export.Exchange(file, actor.Place, set, from, actor.Id, cancel);
        file.Position = 0;
        return Results.Stream(file, ImportPages.MediaType("json"), $"exchange-{batch}.json");
    }

    private static async Task<ExportModel> Model(Actor actor, FormState form, CatalogueDb db, ItemExport export, IDirectory directory, string? after, CancellationToken cancel)
    {
        var waiting = await export.Pending(actor.Place, null, after ?? "", MostListed + 1, cancel);
        var batches = await db.Set<ExportBatchRow>().AsNoTracking().Where(b => b.Place == actor.Place.Number).OrderByDescending(b => b.Number).Take(MostBatches).ToListAsync(cancel);
        return new ExportModel(
            form,
            [.. waiting.Take(MostListed).Select(w => new ToSyncModel(w.Item, w.Name, directory.Organisation(w.Organisation)?.Name ?? w.Organisation, w.Version, w.Known, w.Code))],
            waiting.Count > MostListed ? $"{Path}?after={Uri.EscapeDataString(waiting[MostListed - 1].Item)}" : null,
            [.. batches.Select(b => new ExportBatchModel(b.Number, b.At, b.Items))]);
    }

    private static Refusal Unknown { get; } = new("catalogue.not-found", "没有这种格式的导出。请从导出页下载。", PlatformRules.Files);
}

/// <param name="Known">It was exchanged before: changed since; else it is new.</param>
public sealed record ToSyncModel(string Item, string Name, string Department, int Version, bool Known, string? Code);

public sealed record ExportBatchModel(long Number, Instant At, int Items);

public sealed record ExportModel(FormState Form, IReadOnlyList<ToSyncModel> Waiting, string? Next, IReadOnlyList<ExportBatchModel> Batches);

/// <summary>The link in the office's menu.</summary>
internal sealed class ExchangePlaces : IWorkPlaces
{
    public ValueTask<IReadOnlyList<PlaceModel>> For(ClaimsPrincipal who, CancellationToken cancel) => ValueTask.FromResult<IReadOnlyList<PlaceModel>>(
        who.FindFirstValue(ClaimTypes.Role) == nameof(Role.ManagementOfficer) ? [new PlaceModel("导入导出", ImportPages.Path) { Group = PlaceGroup.Catalogue }] : []);
}

internal static class ExchangeServices
{
    public static void AddExchange(this IServiceCollection services)
    {
        services.AddScoped<ItemExport>();
        services.AddSingleton<IWorkPlaces, ExchangePlaces>();
        services.AddSingleton<ImportWorker>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<ImportWorker>());
        services.AddHostedService(s => s.GetRequiredService<ImportWorker>());
    }
}
