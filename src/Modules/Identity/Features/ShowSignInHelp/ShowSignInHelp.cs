using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>登录不了怎么办: each trouble and its path; none of them needs a face or a smartphone.</summary>
internal static class ShowSignInHelp
{
    public const string Path = "/sign-in/help";

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet(Path, () => Pages.Show<SignInHelpPage>()).WithName(nameof(ShowSignInHelp)).ExcludeFromDescription().AllowEveryone();
}
