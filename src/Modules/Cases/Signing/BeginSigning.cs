using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>邀请签署: names the parties, asks beforehand what would hinder the filing, locks the draft and invites.</summary>
internal sealed class BeginSigning(Signings signings, TendSignings tend, Filings filings, ISubjects subjects, TimeProvider clock)
{
    public static bool IsNeeded(Draft draft, IReadOnlyList<CheckedPage> pages) =>
        draft.Guide.Signing is { } plan && (SigningParties.Of(draft.Guide, AnswersOf(pages)).Count > 0 || plan.Parties.Any(p => p.OnlyIf is null));

    /// <param name="draft">With the wish for a person as it was just ticked.</param>
    public async ValueTask<Outcome<SigningRound>> Ask(Draft draft, Actor actor, IReadOnlyList<CheckedPage> pages, IReadOnlyList<StoredFile> files, CancellationToken cancel)
    {
        // Nobody is asked to sign what could not be handed in.
        if (await filings.WhyNot(draft.Guide, actor, cancel) is { } hindered) return hindered;
        if (await subjects.Find(draft.Subject, cancel) is not { } own) return Drafts.Unknown;
        var parties = SigningParties.Of(draft.Guide, AnswersOf(pages));
        if (SigningParties.WhyNot(draft.Guide, parties, (own.Number, own.Phone)) is { } no) return no;
        var before = (await signings.Find(draft.Id, cancel))?.Round;
        if (SigningParties.MayFollow(before, parties) is { } fixedParty) return fixedParty;
        var signatories = new List<Signatory>();
        foreach (var party in parties)
        {
            if (party.Number == own.Number && !PersonName.Same(party.Name, own.Name))
                return new Refusal("cases.signing-own-name", $"{party.Words}是您本人，填的姓名和您实名登记的不一致，请核对。", PlatformRules.Signing);
            var subject = await SubjectOf(party, before, cancel);
            signatories.Add(new Signatory(
                party.Id, party.Words, party.Name, party.Number, party.Kind, party.Phone, party.Plan.Step, party.Plan.Strength, subject, Signings.NewToken(), Signings.NewSheet())
            {
                IsInitiator = party.Number == own.Number, Replaceable = party.Plan.Replaceable,
            });
        }

        var content = TendSignings.Of(draft, pages, draft.Content.Person, files);
        var round = SigningRules.Begin(before, content, signatories, SigningInitiator.Of(actor), draft.Guide.Signing!.Days, draft.Content.Person, clock.Now());
        if (!(await signings.Begin(draft, round, cancel)).Try(out _, out var overtaken)) return overtaken;
        return (await tend.Tend(draft.Id, cancel))!;
    }

    /// <summary>
    /// His own record where number and name are known together; else one that claims no number. What an applicant types about another neither makes nor
    /// changes anybody's record, and tells him nothing about it.
    /// </summary>
    private async ValueTask<string> SubjectOf(NamedParty party, SigningRound? before, CancellationToken cancel)
    {
        if (await subjects.FindByNumber(party.Number, cancel) is { } known && await subjects.Find(known, cancel) is { } record && PersonName.Same(record.Name, party.Name)) return known;
        return before?.Parties.FirstOrDefault(p => p.Number == party.Number && PersonName.Same(p.Name, party.Name))?.Subject ?? await subjects.NameUnidentified(party.Kind, party.Name, cancel);
    }

    private static Dictionary<string, string> AnswersOf(IReadOnlyList<CheckedPage> pages) => pages.SelectMany(p => p.Answers).ToDictionary(a => a.Key, a => a.Value);
}
