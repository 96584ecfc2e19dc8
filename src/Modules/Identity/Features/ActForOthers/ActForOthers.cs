using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>我能替谁办: what waits to be accepted, for whom one acts and within what, and the way out.</summary>
internal static class ActForOthers
{
    public const string Path = "/account/acting";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName(nameof(ActForOthers)).ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/{{id}}/accept", Accept).WithName("AcceptAuthority").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost($"{Path}/{{id}}/resign", Resign).WithName("ResignAuthority").ExcludeFromDescription().AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Show(HttpContext context, IdentityDb db, Authorities authorities, AuthorityViews views, Hats hats, TimeProvider clock, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        var actor = context.RequireActor();
        var offered = await hats.Of(actor.Id, cancel);
        var self = offered.FirstOrDefault(h => h.Capacity == Capacity.Self);
        var own = offered.FirstOrDefault(h => h.Subject == actor.Subject)?.Capacity is Capacity.Self or Capacity.Representative;
        var (waiting, held) = (own ? await views.Of(await authorities.Waiting(actor, cancel), cancel) : [], new List<HeldModel>());
        if (self is not null)
        {
            var today = clock.Now().Date;
            var rows = await db.Authorities.AsNoTracking().Where(a => a.Agent == self.Subject && a.EndedAt == null && a.Until >= today).OrderBy(a => a.GivenAt).ToListAsync(cancel);
            held.AddRange((await views.Of(rows, cancel)).Select(a => new HeldModel(a, null)));
            var firms = await db.Staffing.AsNoTracking().Where(s => s.Person == self.Subject && s.RemovedAt == null)
                .Join(db.Authorities.Where(a => a.EndedAt == null && a.Until >= today), s => s.Authority, a => a.Id, (s, a) => a).ToListAsync(cancel);
            held.AddRange((await views.Of(firms, cancel)).Select(a => new HeldModel(a, a.Agent)));
        }

        return Pages.Show<ActForOthersPage>(new ActForOthersModel(
            actor.Name, self is not null && self.Subject == actor.Subject, waiting, held,
            [.. offered.Where(h => h.Capacity is Capacity.Representative or Capacity.Guardian)
                .Select(h => new HatModel(h.Subject, h.Name, CapacityWords.Of(h.Capacity), h.Until is { } until ? $"到{Words.ShortOf(until)}" : null, h.Subject == actor.Subject))]));
    }

    private static async Task<IResult> Accept(string id, HttpContext context, Authorities authorities, CancellationToken cancel) =>
        await authorities.Accept(id, context.RequireActor(), cancel) is { } why ? Pages.Refuse(why) : Results.LocalRedirect(Path);

    private static async Task<IResult> Resign(string id, HttpContext context, Authorities authorities, CancellationToken cancel) =>
        await authorities.End(id, AuthorityEnding.Resigned, context.RequireActor(), cancel) is { } why ? Pages.Refuse(why) : Results.LocalRedirect(Path);
}

/// <param name="AsSelf">The hat that is on is one's own.</param>
/// <param name="ByOffice">Companies that one represents, children that one guards.</param>
public sealed record ActForOthersModel(string Name, bool AsSelf, IReadOnlyList<AuthorityModel> Waiting, IReadOnlyList<HeldModel> Held, IReadOnlyList<HatModel> ByOffice);

/// <param name="Firm">The firm that assigned one; null: given to oneself.</param>
public sealed record HeldModel(AuthorityModel Authority, string? Firm);
