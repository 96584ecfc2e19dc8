using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>How applicants get in, put together: other houses' services, one-time codes, and what departments' systems ask of us.</summary>
internal static class Doors
{
    public static void AddDoors(this IServiceCollection services)
    {
        services.AddSingleton<IdentityServices>();
        services.AddSingleton<DoorTickets>();
        services.AddScoped<Arrivals>();
        services.AddSingleton<DoorCodes>();
        services.AddSingleton<SealedNotes>();
        services.AddScoped<PhoneAccounts>();
        services.AddSingleton<IWorkPlaces, ApplicantAccountPlace>();
        services.AddSingleton<IWorkPlaces, PaperPlace>();
        services.AddSingleton<ProviderKeys>();
        services.AddScoped<SignInProvider>();
        services.AddSingleton<IWorkPlaces, SystemsPlace>();
    }

    public static void MapDoors(this IEndpointRouteBuilder routes)
    {
        SignInWithService.Map(routes);
        SignInByPhone.Map(routes);
        ReportAccount.Map(routes);
        ShowSignInHelp.Map(routes);
        ChangePhone.Map(routes);
        ConfirmApplicant.Map(routes);
        ChangePaper.Map(routes);
        ProvideSignIn.Map(routes);
        RegisterSystem.Map(routes);
    }

    /// <summary>What the sign-in page offers applicants.</summary>
    public static IEnumerable<WayInModel> Ways(IServiceProvider services, string back)
    {
        var suffix = back == "/" ? "" : $"?return={Uri.EscapeDataString(back)}";
        foreach (var service in services.GetRequiredService<IdentityServices>().All)
        {
            yield return new WayInModel($"{SignInWithService.Path}/{service.Name}{suffix}", $"用{service.Options.Title}登录", "会转到那里核对身份，办完回到这里。");
        }

        if (services.GetRequiredService<DoorCodes>().IsSetUp) yield return new WayInModel($"{SignInByPhone.Path}{suffix}", "手机验证码登录", "普通手机就可以；没有账号的，接着就能开设。");
    }
}
