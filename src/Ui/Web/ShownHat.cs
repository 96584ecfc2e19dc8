using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using OneWindow.Contracts;

namespace OneWindow.Ui;

/// <summary>
/// 以谁的名义: the hat that a page was shown under. Every form carries it (<c>PostForm</c>), so that nothing is done under a hat that the page did not show: where it was
/// changed in another tab meanwhile, the act is refused and what was entered is kept.
/// </summary>
public static class ShownHat
{
    public const string Field = "hat";

    /// <summary>Sent with what was kept: put this hat on again first.</summary>
    public const string WearField = "wear";

    /// <summary>In what capacity, in words: 法定代表人.</summary>
    public const string Claim = "capacity-words";

    /// <summary>There are others to choose from.</summary>
    public const string ManyClaim = "hats";

    /// <summary>Which of several posts a member of staff wears.</summary>
    public const string PostClaim = "post";

    /// <summary>The account's own post, also where it is the only one.</summary>
    public const string OwnPost = "own";

    /// <summary>
    /// The applicant for whom the sign-in acts; of staff the account and its post, "account/post": at a shared computer a form of the one before is not sent as the
    /// next one's. Null: nobody is signed in.
    /// </summary>
    public static string? Of(ClaimsPrincipal? who) => who?.FindFirst(ClaimTypes.Role)?.Value switch
    {
        null => null,
        nameof(Role.Applicant) => who.Actor()!.Subject,
        _ => $"{who.Actor()!.Id}/{who.FindFirst(PostClaim)?.Value ?? OwnPost}",
    };

    /// <summary>The hat under which the sent page was shown; null: it does not say.</summary>
    public static async ValueTask<string?> Sent(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!request.HasFormContentType) return null;
        return (await SentForm.Read(request, request.HttpContext.RequestAborted))[Field] is [{ Length: > 0 } sent, ..] ? sent : null;
    }

    /// <summary>For what concerns the sign-in and not whom one acts for: changing the hat, signing out.</summary>
    public static T UnderAnyHat<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new AnyHat());

    public sealed record AnyHat;
}
