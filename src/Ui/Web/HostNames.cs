using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace OneWindow.Ui;

/// <summary>A page needs the name of the host that it is for. One that is no name is refused; who names none, as a proxy's look at our health may, gets what is here.</summary>
public static class HostNames
{
    public static IApplicationBuilder UseHostNames(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (!context.Request.Host.HasValue) context.Request.Host = new HostString("localhost");
        if (Uri.TryCreate($"http://{context.Request.Host.Value}/", UriKind.Absolute, out _)) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });
}
