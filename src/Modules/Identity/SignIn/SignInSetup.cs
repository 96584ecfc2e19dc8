using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OneWindow.Storage;

namespace OneWindow.Identity;

/// <summary>Cookie for browsers, token for programs, one scheme in front that looks which was sent.</summary>
internal static class SignInSetup
{
    public static void AddSignIn(this IServiceCollection services)
    {
        services.AddOptions<SignInOptions>().BindConfiguration("SignIn");
        services.AddSingleton<SessionClock>();
        services.AddSingleton<DemonstrationPasswords>();
        services.AddSingleton<FailedAttempts>();
        services.AddSingleton<AccountDoor>();
        services.AddSingleton<Entrance>();
        services.AddSingleton<Hats>();
        services.AddSingleton<SignInBook>();
        services.AddSingleton<Sessions>();
        services.AddSingleton<DeskLock>();
        services.AddDataProtection().SetApplicationName("onewindow");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, KeyRingSetup>();
        services.AddAuthentication(Sessions.Scheme)
            .AddPolicyScheme(Sessions.Scheme, null, o => o.ForwardDefaultSelector = context =>
                BearerHandler.TokenOf(context.Request) is null ? Sessions.Cookie : Sessions.Bearer)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Sessions.Bearer, null)
            .AddCookie(Sessions.Cookie);
        services.AddOptions<CookieAuthenticationOptions>(Sessions.Cookie).Configure<RunMode, SessionClock, IOptions<SignInOptions>>(Configure);
    }

    private static void Configure(CookieAuthenticationOptions cookie, RunMode mode, SessionClock clock, IOptions<SignInOptions> options)
    {
        // The prefix makes browsers refuse the cookie over http and from neighbouring sub-domains.
        cookie.Cookie.Name = mode.Demonstration ? "ow-session" : "__Host-ow-session";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = mode.Demonstration ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
        cookie.Cookie.Path = "/";
        cookie.ExpireTimeSpan = options.Value.Idle;
        cookie.SlidingExpiration = true;
        cookie.TimeProvider = clock.Time;
        cookie.Events.OnValidatePrincipal = async context =>
        {
            var sessions = context.HttpContext.RequestServices.GetRequiredService<Sessions>();
            if (await sessions.Current(context.Principal!, context.HttpContext.RequestAborted) is { } who)
            {
                if (!ReferenceEquals(who, context.Principal)) context.ReplacePrincipal(who);
                return;
            }

            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(Sessions.Cookie);
        };
    }
}
