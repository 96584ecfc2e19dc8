using FsCheck;
using FsCheck.Fluent;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>联署 as pure steps: whatever the order of signing, refusing, changing, lapsing, paper and double presses.</summary>
public sealed class SigningRulesTests
{
    private static readonly Instant Start = World.At("2025-03-03 09:00");

    private static readonly string[] Ids = ["parent-1", "parent-2", "owner-1"];

    private static readonly string[] Secrets = ["甲", "N1", "某某", "13800000001"];

    /// <summary>The two parents together, then the owner, who must sign by hand.</summary>
    private static Signatory[] Parties(int owner = 1) =>
    [
        new(Ids[0], "父亲", "甲", "N1", SubjectKind.Person, "13800000001", 1, SigningStrength.PhoneCode, "s1", "t1", "AAAA2222"),
        new(Ids[1], "母亲", "乙", "N2", SubjectKind.Person, "13800000002", 1, SigningStrength.Account, "s2", "t2", "AAAA3333"),
        new(Ids[2], "共有人", "丙", $"N3-{owner}", SubjectKind.Person, null, 2, SigningStrength.Handwritten, "s3", "t3", "AAAA4444") { Replaceable = true },
    ];

    private static SignedContent Content(int draft) => new()
    {
        Item = "item", GuideVersion = 1, GuideHash = "g", Answers = new Dictionary<string, string> { ["name"] = $"{draft}" }, Files = [], Later = [], Shared = [], Parties = [],
    };

    private static SigningRound Begun(SigningRound? before, int draft, Instant at) => SigningRules.Open(
        SigningRules.Begin(before, Content(draft), Parties(), new SigningInitiator("a", "甲", "s1", null), 10, false, at), Content(draft), at).Match(r => r, Fail);

    [Fact]
    public void Nothing_is_filed_without_all_signatures_on_the_same_content_nothing_twice_and_no_draft_is_lost()
    {
        var hit = new HashSet<string>();
        var steps = Gen.Choose(0, 1_000_000).ListOf().Where(l => l.Count > 8).ToArbitrary();
        string[] all =
        [
            "signed-phone", "signed-account", "signed-hand", "too-weak", "double", "old-hash", "not-yet", "refused", "refused-then-signed", "paper", "scan", "scan-returned", "complete", "filed",
            "filed-twice", "taken-back", "taken-back-complete-refused", "hindered", "taken-back-hindered", "lapsed", "after-lapse", "again", "reminded", "thawed", "signed-is-final",
        ];
        // Chance leaves a rare step out now and then: further lives until each was met.
        for (var more = 0; more == 0 || (more < 5 && all.Except(hit).Any()); more++)
        {
            Prop.ForAll(steps, list =>
            {
                Live([.. list], hit);
                // A life with little chance in it goes all the way now and then.
                Live([.. list.Select(n => n % 6 == 5 ? n : (n % 3) * 10)], hit);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(400));
        }

        Assert.True(all.Except(hit).ToList() is [], $"Never hit: {string.Join(", ", all.Except(hit))}. Hit: {string.Join(", ", hit.Order())}.");
    }

    /// <summary>One random life beside a naive count of who signed what.</summary>
    private static void Live(List<int> chances, HashSet<string> hit)
    {
        var (draft, at, filings) = (1, Start, 0);
        var round = Begun(null, draft, at);
        var signed = new Dictionary<string, string>();
        var (party, hash, how) = (Ids[0], round.Hash, SigningStrength.PhoneCode);
        foreach (var chance in chances)
        {
            var before = round;
            party = Ids[chance / 10 % 3];
            // In every second life mostly the one signs who is next: else few would come to the end.
            if (chances.Count % 2 == 0 && chance % 5 > 0 && Ids.FirstOrDefault(i => round.Party(i)!.Standing != SignatoryStanding.Signed) is { } next) party = next;
            hash = chance % 17 == 3 ? Content(draft - 1).Hashed() : round.Hash;
            how = (SigningStrength)(chance / 7 % 3);
            if (chance % 5 != 4) how = round.Party(party)!.Strength;
            at = at.Plus(TimeSpan.FromHours(chance % 12 == 9 && chance % 7 < 3 ? 270 : chance % 23 == 1 ? 90 : 1));
            round = (chance % 12) switch
            {
                0 or 1 or 2 or 3 => Sign(),
                4 => Take(SigningRules.Refuse(round, party, hash, "不同意", at), "refused", "signing-signed", "signed-is-final"),
                5 => Take(SigningRules.AskForPaper(round, party, hash, at), "paper"),
                6 => Take(SigningRules.HandInScan(round, party, hash, "file", "h", at), "scan"),
                7 when round.Party(party)!.Standing == SignatoryStanding.ScanWaiting => Take(SigningRules.ReturnScan(round, party, "看不清", at), "scan-returned"),
                8 => TakeBack(),
                9 => Lapse(),
                10 => Hinder(),
                _ => File(),
            };
            Invariants(before);
        }

        SigningRound Sign()
        {
            var was = round.Party(party)!;
            if (!SigningRules.Sign(round, party, hash, how, "acc", at).Try(out var after, out var why))
            {
                hit.Add(why.Code switch { "cases.signing-too-weak" => "too-weak", "cases.signing-changed" => "old-hash", "cases.signing-not-your-turn" => "not-yet", "cases.signing-lapsed" => "after-lapse", _ => "closed" });
                return round;
            }

            if (was.Standing == SignatoryStanding.Signed)
            {
                Assert.Same(round, after);
                hit.Add("double");
                return round;
            }

            Assert.Equal(round.Hash, hash);
            Assert.True(how >= was.Strength);
            signed[party] = hash;
            hit.Add(how switch { SigningStrength.PhoneCode => "signed-phone", SigningStrength.Account => "signed-account", _ => "signed-hand" });
            if (was.Standing == SignatoryStanding.Refused) hit.Add("refused-then-signed");
            if (after.Stage == SigningStage.Complete) hit.Add("complete");
            return after;
        }

        SigningRound TakeBack()
        {
            if (!SigningRules.TakeBack(round, at).Try(out var after, out var why))
            {
                if (why.Code == "cases.signing-complete" && round.Stage == SigningStage.Complete) hit.Add("taken-back-complete-refused");
                return round;
            }

            if (ReferenceEquals(after, round)) return round;
            hit.Add(round.Hindrance is null ? "taken-back" : "taken-back-hindered");
            return Again(after);
        }

        SigningRound Lapse()
        {
            var told = SigningRules.Remind(round, at);
            if (told != round) hit.Add("reminded");
            var after = SigningRules.Lapse(told, at).Match(r => r, Fail);
            if (after.Stage != SigningStage.Lapsed || round.Stage == SigningStage.Lapsed) return after;
            Assert.True(at >= round.EndsAt);
            hit.Add("lapsed");
            if (chances.Count % 3 == 0) return after;
            return Again(after);
        }

        // The draft is there, unlocked, and all are asked anew; what was signed before is no signature now.
        SigningRound Again(SigningRound ended)
        {
            Assert.False(ended.Locks);
            var thawed = SigningRules.Thaw(ended).Match(r => r, Fail);
            Assert.Null(SigningRules.NextAt(thawed));
            hit.Add("thawed");
            draft++;
            var next = Begun(thawed, draft, at);
            if (signed.Count > 0)
            {
                Assert.Equal(signed.Keys.Select(k => ended.Party(k)!.Number).Order(), next.Former[^1].Signed.Order());
                Assert.Contains(SignedContent.Differences(next.Former[^1].Content, next.Content, Guide()), c => c.Is == $"{draft}");
            }

            signed.Clear();
            hit.Add("again");
            return next;
        }

        SigningRound Hinder()
        {
            var after = SigningRules.Hinder(round, "网上申请暂时停用", at).Match(r => r, Fail);
            if (after.Hindrance is not null && round.Hindrance is null) hit.Add("hindered");
            return after;
        }

        SigningRound File()
        {
            if (round.Stage is not (SigningStage.Complete or SigningStage.Filed))
            {
                Assert.Throws<InvalidOperationException>(() => SigningRules.Filed(round, "1"));
                return round;
            }

            var after = SigningRules.Filed(round, "1").Match(r => r, Fail);
            if (ReferenceEquals(after, round)) hit.Add("filed-twice");
            else filings++;
            hit.Add("filed");
            return after;
        }

        SigningRound Take(Outcome<SigningRound> outcome, string name, string? refusal = null, string? refused = null)
        {
            if (!outcome.Try(out var after, out var why))
            {
                if (refusal is not null && why.Code == $"cases.{refusal}") hit.Add(refused!);
                return round;
            }

            hit.Add(name);
            return after;
        }

        void Invariants(SigningRound before)
        {
            Assert.True(filings <= 1);
            Assert.Equal(signed.Count, round.Parties.Count(p => p.Standing == SignatoryStanding.Signed));
            Assert.All(round.Parties.Where(p => p.Standing == SignatoryStanding.Signed), p => Assert.Equal((round.Hash, signed[p.Id]), (p.Hash, p.Hash)));
            if (round.Stage is SigningStage.Complete or SigningStage.Filed) Assert.Equal(Ids.Length, signed.Count);
            else Assert.True(round.CompletedAt is null);
            Assert.Equal(Content(draft).Hashed(), round.Hash);
            // Nothing changes the content of a round that runs: only a new round has another.
            if (before.Number == round.Number) Assert.Equal(before.Hash, round.Hash);
        }
    }

    [Fact]
    public void The_instant_of_the_last_signature_is_the_filings_own()
    {
        var round = Begun(null, 1, Start);
        foreach (var (id, hours) in new[] { (Ids[0], 1), (Ids[1], 2), (Ids[2], 3) })
            round = SigningRules.Sign(round, id, round.Hash, round.Party(id)!.Strength, null, Start.Plus(TimeSpan.FromHours(hours))).Match(r => r, Fail);
        Assert.Equal((SigningStage.Complete, Start.Plus(TimeSpan.FromHours(3))), (round.Stage, round.CompletedAt!.Value));
        Assert.Equal(SigningRules.NextAt(round), round.CompletedAt);
    }

    [Fact]
    public void One_after_another_by_steps_and_the_next_is_asked_when_the_step_before_is_whole()
    {
        var round = Begun(null, 1, Start);
        Assert.Equal([SignatoryStanding.Asked, SignatoryStanding.Asked, SignatoryStanding.Waiting], round.Parties.Select(p => p.Standing));
        var first = SigningLetters.Between("d", round with { Parties = [.. round.Parties.Select(p => p with { Standing = SignatoryStanding.Waiting })] }, round);
        Assert.Equal(["s1", "s2"], first.Select(l => l.Subject));
        var one = SigningRules.Sign(round, Ids[0], round.Hash, SigningStrength.PhoneCode, null, Start).Match(r => r, Fail);
        Assert.Empty(SigningLetters.Between("d", round, one));
        var two = SigningRules.Sign(one, Ids[1], round.Hash, SigningStrength.Account, "a", Start).Match(r => r, Fail);
        Assert.Equal(["s3"], SigningLetters.Between("d", one, two).Select(l => l.Subject));
    }

    [Fact]
    public void No_letter_bears_a_name_a_number_or_a_reason()
    {
        var round = Begun(null, 1, Start);
        var refused = SigningRules.Refuse(round, Ids[0], round.Hash, "我不同意，因为某某", Start).Match(r => r, Fail);
        var ended = SigningRules.TakeBack(refused, Start).Match(r => r, Fail);
        var letters = SigningLetters.Between("d", round, refused).Concat(SigningLetters.Between("d", refused, ended)).Append(SigningLetters.Code(round.Parties[0], "123456")).ToList();
        Assert.True(letters.Count > 3);
        Assert.All(letters, l => Assert.DoesNotContain(Secrets, secret => $"{l.Title}{l.Happened}{l.Todo}{l.Otherwise}{l.Path}".Contains(secret, StringComparison.Ordinal)));
    }

    [Fact]
    public void One_person_cannot_fill_two_places_by_his_paper_nor_by_his_telephone()
    {
        var plan = new SigningParty { Id = "p", Words = "父亲", Name = "a", Number = "b", Phone = "c", Strength = SigningStrength.PhoneCode };
        NamedParty Named(string id, string number, string? phone) => new(id, id, "甲", number, SubjectKind.Person, phone, plan);
        var guide = Guide();
        Assert.Equal("cases.signing-twice", Why(Named("父亲", "N1", "1"), Named("母亲", "N1", "2"))?.Code);
        Assert.Equal("cases.signing-same-phone", Why(Named("父亲", "N1", "1"), Named("母亲", "N2", "1"))?.Code);
        Assert.Equal("cases.signing-same-phone", Why(Named("父亲", "N1", "own"), Named("母亲", "N2", "2"))?.Code);
        Assert.Equal("cases.signing-unnamed", Why(Named("父亲", "", "1"))?.Code);
        Assert.Null(Why(Named("父亲", "me", "own"), Named("母亲", "N2", null)));
        Refusal? Why(params NamedParty[] parties) => SigningParties.WhyNot(guide, parties, ("me", "own"));
    }

    [Fact]
    public void Who_has_signed_or_refused_is_followed_by_another_only_where_the_plan_allows_it()
    {
        var plan = new SigningParty { Id = "p", Words = "父亲", Name = "a", Number = "b", Strength = SigningStrength.Account };
        NamedParty Named(string id, string number) => new(id, id, "甲", number, SubjectKind.Person, null, plan);
        var round = Begun(null, 1, Start);
        Assert.Null(SigningParties.MayFollow(round, [Named(Ids[0], "other")]));
        var refused = SigningRules.Refuse(round, Ids[0], round.Hash, "不", Start).Match(r => r, Fail);
        Assert.Equal("cases.signing-not-replaceable", SigningParties.MayFollow(refused, [Named(Ids[0], "other")])?.Code);
        Assert.Null(SigningParties.MayFollow(refused, [Named(Ids[0], "N1")]));
        var owner = round.With(round.Parties[2] with { Standing = SignatoryStanding.Refused });
        Assert.Null(SigningParties.MayFollow(owner, [Named(Ids[2], "other")]));
    }

    [Fact]
    public void A_code_opens_once_for_ten_minutes_after_at_most_five_tries()
    {
        var round = OneTimeCodes.Send(Begun(null, 1, Start), Ids[0], "123456", Start).Match(r => r, Fail);
        Assert.Equal("cases.signing-code-too-soon", Code(OneTimeCodes.Send(round, Ids[0], "654321", Start.Plus(TimeSpan.FromSeconds(59)))));
        Assert.False(OneTimeCodes.Try(round, Ids[0], "123456", "door", Start.Plus(TimeSpan.FromMinutes(10))).Right);
        var (open, right) = OneTimeCodes.Try(round, Ids[0], "123456", "door", Start);
        Assert.True(right);
        Assert.True(OneTimeCodes.IsOpen(open.Party(Ids[0])!, "door", Start));
        Assert.False(OneTimeCodes.IsOpen(open.Party(Ids[0])!, "another", Start));
        Assert.False(OneTimeCodes.IsOpen(open.Party(Ids[0])!, "door", Start.Plus(TimeSpan.FromMinutes(31))));
        Assert.False(OneTimeCodes.Try(open, Ids[0], "123456", "door", Start).Right);
        for (var i = 0; i < 5; i++) (round, _) = OneTimeCodes.Try(round, Ids[0], "000000", "door", Start);
        Assert.False(OneTimeCodes.Try(round, Ids[0], "123456", "door", Start).Right);
        Assert.Equal("cases.signing-no-phone", Code(OneTimeCodes.Send(SigningRules.Sign(SigningRules.Sign(Begun(null, 1, Start), Ids[0], Content(1).Hashed(), SigningStrength.Account, "a", Start).Match(r => r, Fail), Ids[1], Content(1).Hashed(), SigningStrength.Account, "a", Start).Match(r => r, Fail), Ids[2], "1", Start)));
        static string? Code(Outcome<SigningRound> outcome) => outcome.Try(out _, out var why) ? null : why.Code;
    }

    [Fact]
    public void A_list_counts_those_who_are_named_and_one_at_least()
    {
        FormField Field(string id, FieldKind kind) => new() { Id = id, Label = id, Kind = kind, Required = false };
        var guide = Guide() with
        {
            Form = [new FormStep("who", "股东", [.. Enumerable.Range(1, 3).SelectMany(n => new[] { Field($"name{n}", FieldKind.Text), Field($"id{n}", FieldKind.ResidentId), Field($"phone{n}", FieldKind.Phone) })])],
            Signing = new SigningPlan([new SigningParty { Id = "shareholder", Words = "股东", Name = "name", Number = "id", Phone = "phone", Strength = SigningStrength.PhoneCode, Slots = 3, Replaceable = true }], 15),
        };
        var none = SigningParties.Of(guide, new Dictionary<string, string>());
        Assert.Equal("cases.signing-nobody", SigningParties.WhyNot(guide, none, ("me", null))?.Code);
        var two = SigningParties.Of(guide, new Dictionary<string, string> { ["name1"] = "甲", ["id1"] = "N1", ["name3"] = "丙", ["id3"] = "N3", ["phone3"] = "3" });
        Assert.Equal(["shareholder-1", "shareholder-3"], two.Select(p => p.Id));
        Assert.Equal(("股东3", "丙", "3"), (two[1].Words, two[1].Name, two[1].Phone));
        Assert.Null(SigningParties.WhyNot(guide, two, ("me", null)));
        Assert.NotNull(SigningParties.Lacking(guide, new Dictionary<string, string>(), []));
        Assert.Null(SigningParties.Lacking(guide, new Dictionary<string, string>(), [new CaseSignature("shareholder-3", SigningStrength.Account, Start, "p")]));
    }

    [Fact]
    public void An_agent_signs_for_his_principal_only_within_his_authority()
    {
        Actor Agent(Authority? authority) => new("a", "代理", Role.Applicant, RegionCode.Nation, null, "s1") { Authority = authority };
        Assert.Null(SigningRules.Unauthorised(Agent(null), "item", Start));
        Assert.Null(SigningRules.Unauthorised(Agent(new Authority(["item"], null)), "item", Start));
        Assert.Equal("cases.authority-scope", SigningRules.Unauthorised(Agent(new Authority(["other"], null)), "item", Start)?.Code);
        Assert.Equal("cases.authority-scope", SigningRules.Unauthorised(Agent(new Authority(null, Start.Date.AddDays(-1))), "item", Start)?.Code);
    }

    private static Guide Guide() => Catalogue.SeedItemsTests.All.Single(g => g.Item == "370202-hukou-birth");

    private static SigningRound Fail(Refusal why) => throw new InvalidOperationException(why.Message);
}
