using System.Security.Claims;
using AngleSharp;
using AngleSharp.Dom;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OneWindow.Ui;

namespace OneWindow.Tests.Ui;

/// <summary>A small site with the real plumbing of Ui and whatever routes and services a test wants.</summary>
internal sealed class UiHost : IAsyncDisposable
{
    private readonly WebApplication app;

    private UiHost(WebApplication app) => this.app = app;

    public HttpClient Client => app.GetTestClient();

    public IServiceProvider Services => app.Services;

    /// <param name="signedIn">The name of who every request comes from; null for nobody.</param>
    public static async Task<UiHost> Start(
        Action<IEndpointRouteBuilder>? routes = null, Action<IServiceCollection>? services = null, string? signedIn = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddUi();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseKindErrors();
        app.Use((context, next) =>
        {
            if (signedIn is not null)
                context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, signedIn)], "cookie"));
            return next(context);
        });
        app.UseRouting();
        app.UseForeignPostRefusal();
        app.MapUi();
        routes?.Invoke(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new UiHost(app);
    }

    public async Task<IDocument> Get(string path)
    {
        var answer = await Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return await Read(answer);
    }

    public static async Task<IDocument> Read(HttpResponseMessage answer)
    {
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return await BrowsingContext.New().OpenAsync(page => page.Content(html), TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
