using System.Globalization;
using System.Text.RegularExpressions;
using OneWindow.Contracts;

namespace OneWindow.Ui;

/// <summary>One brand for the portal, the workbench, kiosks and printed documents: changed here, changed everywhere.</summary>
/// <param name="Logo">Path of an image on this site.</param>
/// <param name="Colour">Of actions and links, as #RRGGBB; at least 4.5:1 on white.</param>
public sealed partial record Brand(string Name, string ShortName, string Logo, string Colour, string Hotline)
{
    public const string OwnColour = "#1558B0";

    public static Brand OneWindow { get; } =
        new("一窗政务服务", "一窗", "/_content/OneWindow.Ui/logo.svg", OwnColour, "12345");

    /// <summary>Contrast of the colour on white after WCAG 2.1; 0 if it is not a colour.</summary>
    public double Contrast
    {
        get
        {
            if (!HexColour().IsMatch(Colour)) return 0;
            var luminance = 0.0;
            double[] weights = [0.2126, 0.7152, 0.0722];
            for (var i = 0; i < 3; i++)
            {
                var part = int.Parse(Colour.AsSpan(1 + (2 * i), 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
                luminance += weights[i] * (part <= 0.03928 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4));
            }

            return 1.05 / (luminance + 0.05);
        }
    }

    /// <summary>The style sheet of a brand that has its own colour; empty for ours.</summary>
    internal string Css => Colour == OwnColour ? "" : $":root{{--ow-blue:{Colour};--ow-blue-dark:color-mix(in srgb,{Colour} 80%,#000)}}";

    [GeneratedRegex("^#[0-9a-fA-F]{6}$")]
    private static partial Regex HexColour();
}

/// <summary>A link of a menu.</summary>
public sealed record MenuLink(string Words, string Path);

/// <summary>The public portal's menus. Host supplies it.</summary>
/// <param name="Doors">个人办事, 法人办事, 一件事, 大厅与预约.</param>
/// <param name="Account">Shown to who has signed in: 我的办件, ….</param>
/// <param name="SignOut">Takes a POST.</param>
/// <param name="Search">Takes GET ?q=.</param>
public sealed record PublicMenu(
    IReadOnlyList<MenuLink> Doors,
    IReadOnlyList<MenuLink> Account,
    IReadOnlyList<MenuLink> Footer,
    string SignIn = "/sign-in",
    string SignOut = "/sign-out",
    string Search = "/search")
{
    public static PublicMenu Standard { get; } = new(
        [new("个人办事", "/personal"), new("法人办事", "/company"), new("一件事", "/bundles"), new("大厅与预约", "/halls")],
        [new("我的办件", "/my/cases"), new("我的账户", "/account")],
        [new("查办件进度", "/progress"), new("验证文书", "/verify"), new("听证公告", "/hearings"), new("核对消息真伪", "/messages/check")]);
}

/// <summary>A link in the public site bar for who has signed in, with a number where something waits.</summary>
/// <param name="Unit">What the number counts, read out: 条未读.</param>
public sealed record BarLink(string Words, string Path, Figure? Count = null, string Unit = "");

/// <summary>网站顶栏: who knows what waits for an applicant. Any module may answer; nothing for strangers.</summary>
public interface IBarLinks
{
    ValueTask<IReadOnlyList<BarLink>> For(System.Security.Claims.ClaimsPrincipal who, CancellationToken cancel);
}

/// <summary>The workbench's fixed links, above the places.</summary>
public sealed record WorkbenchMenu(string Home, IReadOnlyList<MenuLink> Links, string SignOut = "/sign-out", string Search = "/work/search")
{
    public static WorkbenchMenu Standard { get; } = new("/work", [new("机构名录", "/workbench/organisations"), new("公用窗口电脑", "/workbench/desk"), new("我的账户", "/account")]);
}

/// <summary>A place of the workbench with the number of what waits there.</summary>
/// <param name="Urgent">Something in it is overdue or due today.</param>
public sealed record PlaceModel(string Words, string Path, Figure? Count = null, bool Urgent = false)
{
    public PlaceGroup Group { get; init; }
}

/// <summary>What stands above every page of the workbench for as long as it is so; from any module.</summary>
public interface IWorkNotes
{
    ValueTask<IReadOnlyList<string>> For(System.Security.Claims.ClaimsPrincipal who, CancellationToken cancel);
}

/// <summary>Under which heading a place stands in the workbench's menu, in this order. The daily work, <see cref="Cases"/>, always lies open.</summary>
public enum PlaceGroup
{
    Cases,
    Dealings,
    Catalogue,
    Public,
    Settings,
}

/// <summary>工作台: who knows which places a member of staff has and how many cases wait in each. Any module may answer.</summary>
public interface IWorkPlaces
{
    ValueTask<IReadOnlyList<PlaceModel>> For(System.Security.Claims.ClaimsPrincipal who, CancellationToken cancel);
}
