using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>How somebody has come in to an invitation.</summary>
/// <param name="Account">Null: by code, without an account.</param>
/// <param name="Closed">His authority does not cover signing here.</param>
internal sealed record InvitationEntry(SigningStrength How, string? Account, Refusal? Closed = null);

/// <summary>What an invitation's address answers with: who may come in, what he sees, and what he does.</summary>
internal sealed class Invitations(Signings signings, TendSignings tend, SigningViews views, IMaterials materials, ICatalogue catalogue, ISubjects subjects, GuessLimit limit, TimeProvider clock)
{
    private const string Cookie = "ow-sign";
    private const string Door = "/sign";

    private static Refusal TooMany { get; } = new("cases.too-many", "打开得太频繁了，请一分钟后再试。", PlatformRules.Capacity);

    private static Refusal EnterFirst { get; } = new(
        "cases.signing-enter-first", "请先输入短信验证码，或者登录本人的实名账户。您停留得久了，也要重新验证一次。", PlatformRules.Permission);

    public async Task<IResult> Show(string token, HttpContext context, CancellationToken cancel)
    {
        if (!(await Open(token, context, cancel)).Try(out var found, out var why)) return Pages.Refuse(why);
        // A lapse that is due is done before the page tells how it stands.
        await tend.Tend(found.Signing.Draft, cancel);
        return await Page(await signings.ByToken(token, cancel) ?? found, context, FormState.Empty, cancel);
    }

    public async Task<IResult> SendCode(string token, HttpContext context, CancellationToken cancel)
    {
        if (!(await Open(token, context, cancel)).Try(out var found, out var why)) return Pages.Refuse(why);
        if (found.Who is not { } who) return Pages.Refuse(SigningRules.Changed);
        var code = OneTimeCodes.New();
        var sent = await signings.Change(
            found.Signing.Draft, r => Old(r, found) ?? OneTimeCodes.Send(r, who.Id, code, clock.Now()), cancel, r => [SigningLetters.Code(who, code)]);
        return sent.Try(out _, out var no) ? Results.LocalRedirect($"/sign/{token}#code") : await Page(found, context, FormState.Empty.Refused(no), cancel);
    }

    public async Task<IResult> Enter(string token, string typed, FormReader form, HttpContext context, CancellationToken cancel)
    {
        if (!(await Open(token, context, cancel)).Try(out var found, out var why)) return Pages.Refuse(why);
        if (found.Who is not { } who) return Pages.Refuse(SigningRules.Changed);
        var (door, right) = (Signings.NewToken(), false);
        if (form.Ok)
        {
            await signings.Change(found.Signing.Draft, r =>
            {
                if (Old(r, found) is { } old) return old;
                (var after, right) = OneTimeCodes.Try(r, who.Id, typed, door, clock.Now());
                return after;
            }, cancel);
            if (!right) form.Refuse(OneTimeCodes.Wrong, "code");
        }

        if (!right) return await Page(found, context, form.State, cancel);
        context.Keep(Cookie, door, null, $"{Door}/{token}");
        return Results.LocalRedirect($"/sign/{token}");
    }

    /// <param name="read">Checks the form, and gives the step.</param>
    public async Task<IResult> Act(
        string token, FormReader form, HttpContext context, Func<InvitationEntry, Signatory, string, Func<SigningRound, Instant, Outcome<SigningRound>>> read, CancellationToken cancel)
    {
        if (!(await Open(token, context, cancel)).Try(out var found, out var why)) return Pages.Refuse(why);
        if (found.Who is not { } who) return Pages.Refuse(SigningRules.Changed);
        if (await EntryOf(found, context, cancel) is not { } entry) return await Page(found, context, FormState.Empty.Refused(EnterFirst), cancel);
        if (entry.Closed is { } unauthorised) return Pages.Refuse(unauthorised);
        var step = read(entry, who, form.Raw("hash") ?? "");
        if (!form.Ok) return await Page(found, context, form.State, cancel);
        if (!(await signings.Change(found.Signing.Draft, r => Old(r, found) ?? step(r, clock.Now()), cancel)).Try(out var after, out var no))
            return await Page(await signings.ByToken(token, cancel) ?? found, context, form.State.Refused(no), cancel);
        // The last one has signed: it is handed in at this instant. Should that break off, what is due finds it again.
        if (after.Stage == SigningStage.Complete) await tend.Tend(found.Signing.Draft, cancel);
        return Results.LocalRedirect($"/sign/{token}");
    }

    public async Task<IResult> Sheet(string token, HttpContext context, CancellationToken cancel)
    {
        if (!(await Open(token, context, cancel)).Try(out var found, out var why)) return Pages.Refuse(why);
        return await MayRead(found, context, cancel) && await views.Sheet(found.Signing, found.Who!, $"/sign/{token}", cancel) is { } sheet
            ? Pages.Show<SigningSheetPage>(sheet)
            : Pages.Refuse(SigningRules.Unknown);
    }

    /// <summary>A file of the application: shown by the browser under a policy that lets nothing in it run, or saved.</summary>
    public async Task<IResult> File(string token, string file, HttpContext context, CancellationToken cancel)
    {
        if (!(await Open(token, context, cancel)).Try(out var found, out var why)) return Pages.Refuse(why);
        if (!await MayRead(found, context, cancel) || await materials.Find(file, cancel) is not { } stored || stored.Basket != found.Signing.Draft
            || await materials.Read(file, cancel) is not { } content) return Pages.Refuse(SigningRules.Unknown);
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'none'; img-src 'self' data:; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        var shown = stored.MediaType is "application/pdf" or "image/png" or "image/jpeg" or "image/webp";
        var disposition = new ContentDispositionHeaderValue(shown ? "inline" : "attachment");
        disposition.SetHttpFileName(stored.Name);
        headers.ContentDisposition = disposition.ToString();
        return Results.Stream(content, stored.MediaType, enableRangeProcessing: true);
    }

    /// <summary>An invitation of an earlier round does nothing to the one that runs.</summary>
    private static Outcome<SigningRound>? Old(SigningRound round, OpenInvitation found) => round.Number == found.Row.Round ? null : (Outcome<SigningRound>)SigningRules.Changed;

    private async ValueTask<Outcome<OpenInvitation>> Open(string token, HttpContext context, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        // Whoever follows a link from here must not carry the address with him.
        context.Response.Headers["Referrer-Policy"] = "no-referrer";
        if (!limit.Allows(context, null)) return TooMany;
        return await signings.ByToken(token, cancel) is { } found ? found : SigningRules.Unknown;
    }

    private async ValueTask<InvitationEntry?> EntryOf(OpenInvitation found, HttpContext context, CancellationToken cancel)
    {
        if (found.Who is not { } who) return null;
        var now = clock.Now();
        if (context.Actor() is { Role: Role.Applicant } actor && await IsHe(actor, who, cancel))
            return new InvitationEntry(SigningStrength.Account, actor.Id, SigningRules.Unauthorised(actor, found.Signing.Item, now));
        return OneTimeCodes.IsOpen(who, context.Request.Kept(Cookie, Door), now) ? new InvitationEntry(SigningStrength.PhoneCode, null) : null;
    }

    /// <summary>By his record, or by number and name together where he came to have one only after he was named.</summary>
    private async ValueTask<bool> IsHe(Actor actor, Signatory who, CancellationToken cancel) =>
        actor.Subject == who.Subject || (actor.Subject is { } own && await subjects.Find(own, cancel) is { } record && record.Number == who.Number && record.Name == who.Name);

    private async ValueTask<bool> MayRead(OpenInvitation found, HttpContext context, CancellationToken cancel) =>
        found.Signing.Round.Stage == SigningStage.Open && await EntryOf(found, context, cancel) is not null;

    private async Task<IResult> Page(OpenInvitation found, HttpContext context, FormState form, CancellationToken cancel)
    {
        if (found.Who is not { } who) return Pages.Refuse(SigningRules.Changed);
        var status = form.IsRefused ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK;
        var (round, now) = (found.Signing.Round, clock.Now());
        var guide = await catalogue.Version(found.Signing.Item, found.Signing.GuideVersion, cancel);
        var entry = await EntryOf(found, context, cancel);
        var by = round.Parties.FirstOrDefault(p => p.IsInitiator)?.Name ?? round.By.Name;
        var model = new SignModel(
            who.Token, guide?.Name ?? found.Signing.Item, SigningViews.Of(round, who, full: false), Masking.Name(by), round.LastDay, form, SigningRules.WhyClosed(round, who, now),
            who.Phone is not null, OneTimeCodes.Holds(who, now), context.Actor() is { Role: Role.Applicant } other && entry is null ? other.Name : null);
        // Seen whole only by who has come in, and only while there is something to sign.
        if (entry is null || round.Stage != SigningStage.Open || guide is null || await views.Application(found.Signing, cancel) is not var (draft, files))
            return Pages.Show<InvitationPage>(model, status);
        return Pages.Show<SignPage>(model with
        {
            Hash = round.Hash,
            Sections = CheckAnswers.Sections(draft, files),
            Files = SigningViews.Files(draft, files, f => $"/sign/{who.Token}/files/{f.Id}"),
            Changes = SigningViews.Changes(round, who, guide),
            Again = round.SignedBefore(who) is not null,
            TooWeak = entry.How < who.Strength,
            Unauthorised = entry.Closed,
        }, status);
    }
}
