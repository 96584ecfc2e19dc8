using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>The office of 市南区: what its window and its reviewers do to a case, straight at the desk.</summary>
internal sealed class Office(World world)
{
    private static readonly Actor Window = new("test-clerk", "窗口", Role.Clerk, RegionCode.Parse("370202"), "370202-hall", null);
    private static readonly Actor Reviewer = new("test-reviewer", "审查", Role.Reviewer, RegionCode.Parse("370202"), "370202-spj", null);

    private int acts;

    public CaseDesk Desk => world.Services.GetRequiredService<CaseDesk>();

    public async Task<CaseState> StateOf(string number) => (await Open(number)).State;

    public async Task<OpenCase> Open(string number) => (await Desk.Open(CaseNumber.Parse(number)))!;

    public async Task Do(string number, CaseAct act)
    {
        var open = await Open(number);
        var by = act is BeginReview or RecordReview or Approve or Refuse or BeginDelivery ? Reviewer : Window;
        var done = await Desk.Do(open, by, act, new { note = "测试" }, $"office-{++acts}");
        Assert.True(done.Try(out _, out var why), why?.Message);
    }

    public Task AskForCorrection(string number, string due, params Defect[] defects) =>
        Do(number, new RequestCorrection(defects, DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>From accepted to the result on its way.</summary>
    public async Task Decide(string number, DeliveryMode mode)
    {
        await Do(number, new BeginReview());
        await Do(number, new RecordReview([.. ReviewRules.CheckItems((await Open(number)).Context)]));
        await Do(number, new Approve());
        await Do(number, new BeginDelivery(mode));
    }
}
