using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Notices;

/// <summary>
/// 行政复议申请书: one tap writes it out of the case, with its facts, dates, documents and proofs, and blanks for what only the applicant can say.
/// It is his own paper: made when he asks, kept nowhere, sent by nobody but him.
/// </summary>
internal static class WritePetition
{
    private static readonly Refusal Unknown = new("cases.not-found", "没有找到这个办件，请核对办件编号，或到“我的办件”查看。", PlatformRules.Permission);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/reconsideration", Page).WithName(nameof(WritePetition)).AllowRoles(Role.Applicant);
        routes.MapGet("/cases/{number}/reconsideration.pdf", Pdf).AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Page(string number, HttpContext context, PetitionDesk desk, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        return (await desk.Write(number, context.RequireActor(), cancel)).Try(out var petition, out var why) ? Pages.Show<PetitionPage>(petition) : Pages.Refuse(why);
    }

    private static async Task<IResult> Pdf(string number, HttpContext context, PetitionDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!(await desk.Write(number, context.RequireActor(), cancel)).Try(out var petition, out var why)) return Pages.Refuse(why);
        byte[] pdf;
        try
        {
            pdf = PetitionPdf.Render(petition, clock.Now().ToChina());
        }
        catch (MissingGlyphException missing)
        {
            return Pages.Refuse(new Refusal("notices.glyph-missing", $"申请书里有一个字现在的字体印不出来（{missing.Points}），没有生成文件。请把这个编码告诉服务热线，我们装上字体后您再下载。", PlatformRules.Capacity));
        }

        context.Response.Headers.ContentDisposition = $"inline; filename=\"reconsideration-{petition.Number}.pdf\"";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'";
        return Results.Bytes(pdf, "application/pdf");
    }

    public static Refusal NotFound => Unknown;
}

/// <param name="To">此致: whom it is addressed to.</param>
public sealed record PetitionModel(string Number, string Title, string To, IReadOnlyList<NoticeSectionModel> Sections, string Note);

/// <summary>Reads what the application is written from.</summary>
internal sealed class PetitionDesk(
    ICases cases, IRemedies remedies, NoticeOffice office, ICatalogue catalogue, IDirectory directory, ISubjects subjects, IRulebooks rulebooks, PublicAddress address)
{
    public async Task<Outcome<PetitionModel>> Write(string number, Actor actor, CancellationToken cancel)
    {
        if (await cases.Find(number, f => f.Subject == actor.Subject && actor.May(Power.Plead, f.Item), cancel) is not { } facts) return WritePetition.NotFound;
        var known = facts.Number;
        if (await remedies.Of(known, cancel) is not { } remedy)
            return new Refusal("notices.nothing-to-contest", "本件现在没有可以申请行政复议的决定，也没有超过法定期限。", new Citation("reconsideration-law-2024", "第二十条"));
        var subject = await subjects.Find(facts.Subject, cancel) ?? throw new InvalidOperationException($"The applicant of {known} is unknown or erased.");
        var organisation = directory.Organisation(facts.Organisation) ?? throw new InvalidOperationException($"{facts.Organisation} is unknown.");
        var guide = await catalogue.Version(facts.Item, facts.GuideVersion, cancel) ?? throw new InvalidOperationException($"{facts.Item} {facts.GuideVersion} is unknown.");
        return PetitionDraft.Of(new Contest(
            facts, remedy, await cases.Log(known, cancel), await office.Of(known, cancel), await cases.Files(known, cancel), guide, organisation, subject,
            RemedyFinder.Of(organisation, directory), Cite, address.Of));
    }

    private string? Cite(Citation basis) => rulebooks.Find(basis) is { } article && basis.Rulebook != PlatformRules.Rulebook ? $"《{article.LawName}》{basis.Article}" : null;
}
