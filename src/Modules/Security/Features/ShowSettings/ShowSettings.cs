using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>设置和密钥: what is set and how the keys stand, by the controls that they serve; the same as the command `evidence` prints. Changed on the server, never here.</summary>
internal static class ShowSettings
{
    public const string Path = "/workbench/security/settings";

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(Path, Show).WithName(nameof(ShowSettings)).AllowRoles(SecurityDesk.Readers);

    private static async Task<IResult> Show(HttpContext context, CancellationToken cancel)
    {
        var controls = await SecurityModule.Evidence(context.RequestServices, cancel);
        return Pages.Show<SettingsPage>(new SettingsPageModel([.. controls.OrderBy(c => c.Settings.All(s => s.Holds != false))]));
    }
}

/// <param name="Controls">What is not met comes first.</param>
public sealed record SettingsPageModel(IReadOnlyList<ControlModel> Controls);
