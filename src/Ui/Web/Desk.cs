using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace OneWindow.Ui;

/// <summary>
/// 公用窗口电脑: the window at which a computer stands where several people take turns. The browser keeps the number; who signs in at it has it in his session, which is
/// locked when nobody sits there.
/// </summary>
public static class Desk
{
    public const string Cookie = "ow-desk";

    public const string WindowClaim = "desk";

    /// <summary>After how many seconds without a hand on it the screen is covered.</summary>
    public const string IdleClaim = "desk-idle";

    public const int MostWindow = 9_999;

    /// <summary>The window of this computer; null: it is nobody's but its user's.</summary>
    public static int? Of(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Number(request.Kept(Cookie));
    }

    /// <summary>The window at which this session was begun; null: at none.</summary>
    public static int? Of(ClaimsPrincipal? who) => Number(who?.FindFirst(WindowClaim)?.Value);

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostWindow ? number : null;
}
