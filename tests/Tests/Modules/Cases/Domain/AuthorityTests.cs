using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Modules.Cases;

public sealed class AuthorityTests
{
    private static Actor Agent(string until, params string[]? items) => Story.Applicant with { Id = "agent-1", Authority = new Authority(items, DateOnly.Parse(until)) };

    [Fact]
    [Clause("QD-25-1")]
    public void An_agent_files_within_the_term_and_the_scope_of_his_authority_and_not_beyond()
    {
        var guide = Story.GuideFor(TheLaw.Shinan, ItemType.Licence);
        var act = new Submit(Story.Subject, Channel.Online, [], Story.Complete, new Dictionary<string, string>(), DeliveryMode.Counter, null);
        string? Filed(Actor by) => SubmissionRules.MaySubmit(
            act, new ActRequest(default, "", by, act, new CaseContext(guide, TheLaw.Rules(TheLaw.Shinan), TheLaw.Calendar), World.At("2024-03-04 09:00"), null))?.Code;

        Assert.Equal("cases.authority-expired", Filed(Agent("2024-03-01", null)));
        Assert.Null(Filed(Agent("2024-03-04", null)));
        Assert.Null(Filed(Agent("2024-12-31", guide.Item)));
        Assert.Equal("cases.authority-scope", Filed(Agent("2024-12-31", "another-item")));
        Assert.Equal("cases.not-the-applicant", Filed(Agent("2024-12-31", guide.Item) with { Subject = "s-2" }));

        // What lies outside his scope he cannot take back either.
        var story = Story.Filed(TheLaw.Shinan, "2024-03-04 09:00");
        Assert.Equal("cases.not-yours", story.Refused(Agent("2024-12-31", "another-item"), new Withdraw()).Code);
        story.Then(Agent("2024-12-31", guide.Item), new Withdraw());
    }
}
