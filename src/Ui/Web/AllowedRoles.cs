using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;

namespace OneWindow.Ui;

/// <summary>Who may call an endpoint: stated on every one, walked by a test, printed to docs/generated/permissions.md.</summary>
/// <param name="Roles">Null: everyone, also without an account.</param>
public sealed record AllowedRoles(IReadOnlyList<Role>? Roles)
{
    public bool Allows(Actor? actor) => Roles is null || (actor is not null && Roles.Contains(actor.Role));
}

public static class PermissionSetup
{
    public static T AllowEveryone<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AllowedRoles(null));

    public static T AllowRoles<T>(this T endpoint, params Role[] roles)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AllowedRoles(roles));

    public static T AllowSignedIn<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AllowedRoles([.. Enum.GetValues<Role>().Where(r => r != Role.System)]));

    public static T AllowStaff<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AllowedRoles([.. Enum.GetValues<Role>().Where(r => r is not (Role.System or Role.Applicant))]));

    /// <summary>
    /// Stands after authentication. An endpoint that states no permission is a bug and answers nobody. Who is not signed in is sent to
    /// sign in and comes back; who may not is told so with 403.
    /// </summary>
    public static IApplicationBuilder UsePermissions(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        // The framework's own answers (405, 415) are endpoints without a route: they show nothing.
        if (context.GetEndpoint() is not RouteEndpoint endpoint)
        {
            await next(context);
            return;
        }

        // A later statement on the endpoint itself wins over its group's.
        var permission = endpoint.Metadata.GetOrderedMetadata<AllowedRoles>() is [.., var last]
            ? last
            : throw new InvalidOperationException($"{endpoint.DisplayName} states no permission.");
        var actor = context.Actor();
        if (permission.Allows(actor)) await next(context);
        else if (actor is not null) context.Response.StatusCode = StatusCodes.Status403Forbidden;
        else if (context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || !HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            var here = context.Request.Path + context.Request.QueryString;
            context.Response.Redirect($"/sign-in?return={Uri.EscapeDataString(here)}");
        }
    });
}
