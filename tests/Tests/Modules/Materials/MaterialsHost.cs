using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Materials;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Tests.Modules.Materials;

/// <summary>
/// The materials on a real server and a real socket, so that a connection can be cut and a server can be started again on the same
/// folder. Who calls stands in a header instead of a sign-in.
/// </summary>
internal sealed class MaterialsHost : IAsyncDisposable
{
    public static readonly RegionCode ShinanDistrict = RegionCode.Parse("370202");
    public static readonly RegionCode Chongqing = RegionCode.Parse("500103");

    public static readonly Actor Li = new("u-li", "李", Role.Applicant, RegionCode.Nation, null, "s-li");
    public static readonly Actor Wang = new("u-wang", "王", Role.Applicant, RegionCode.Nation, null, "s-wang");
    public static readonly Actor Clerk = new("u-clerk", "窗口", Role.Clerk, ShinanDistrict, "hall", null);
    public static readonly Actor FarClerk = new("u-far", "外地窗口", Role.Clerk, Chongqing, "hall-cq", null);
    public static readonly Actor Reviewer = new("u-reviewer", "审查", Role.Reviewer, ShinanDistrict, "market-bureau", null);
    public static readonly Actor OtherReviewer = new("u-other", "别部门审查", Role.Reviewer, ShinanDistrict, "health-bureau", null);
    public static readonly Actor Administrator = new("u-admin", "系统管理员", Role.SystemAdministrator, RegionCode.Nation, "office", null);

    private const string ActorHeader = "X-Test-Actor";
    private readonly WebApplication app;

    private MaterialsHost(WebApplication app)
    {
        this.app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public Uri Address { get; }

    public IServiceProvider Services => app.Services;

    public IMaterials Materials => Services.GetRequiredService<IMaterials>();

    public Owners Owners => (Owners)Services.GetRequiredService<ISubjects>();

    public static async Task<MaterialsHost> Start(string folder, string? connection = null, MaterialLimits? limits = null, TimeProvider? clock = null, ScanSettings? scan = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton(clock ?? TimeProvider.System);
        builder.Services.AddStorage(_ => Database.Open(folder, connection));
        builder.Services.AddUi();
        builder.Services.AddSingleton<ISubjects, Owners>();
        builder.Services.AddMaterials();
        if (scan is not null) builder.Services.AddSingleton(scan);
        if (limits is not null) builder.Services.AddSingleton(limits);
        var app = builder.Build();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<Migrations>().Run(TestContext.Current.CancellationToken);
        }

        app.UseSecurityHeaders();
        app.UseKindErrors();
        app.Use((context, next) =>
        {
            if (context.Request.Headers[ActorHeader] is [{ } who, ..])
                context.User = JsonSerializer.Deserialize<Actor>(who, Json.Options)!.ToPrincipal("test");
            return next(context);
        });
        app.UseRouting();
        app.UsePermissions();
        app.UseForeignPostRefusal();
        app.MapUi();
        app.MapMaterials();
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new MaterialsHost(app);
    }

    /// <summary>A browser in which this actor is signed in; null: nobody.</summary>
    public HttpClient As(Actor? actor)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        if (actor is not null) client.DefaultRequestHeaders.Add(ActorHeader, JsonSerializer.Serialize(actor with { Name = actor.Id }, Json.Options));
        return client;
    }

    /// <summary>A basket of Li's at the market bureau of Shinan.</summary>
    public async Task<string> OpenBasket(string basket = "b-1", string subject = "s-li")
    {
        await Materials.OpenBasket(basket, subject, "market-bureau", ShinanDistrict, TestContext.Current.CancellationToken);
        return basket;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
