using Microsoft.Extensions.DependencyInjection;
using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Cases;

/// <summary>Cases of the demonstration city, filed and moved through the desk: what stands behind the pages.</summary>
internal sealed class FiledCases(World world)
{
    public const string Item = "370202-food-business";

    private int acts;

    public CaseDesk Desk { get; } = world.Services.GetRequiredService<CaseDesk>();

    public CaseLanes Lanes { get; } = world.Services.GetRequiredService<CaseLanes>();

    public async Task<Guide> Guide() => (await world.Services.GetRequiredService<ICatalogue>().Current(Item))!;

    public static Actor Clerk(Guide guide) => new("t-clerk", "窗口", Role.Clerk, guide.Place, "370202-hall", null);

    public static Actor Reviewer(Guide guide) => new("t-reviewer", "审查", Role.Reviewer, guide.Place, guide.Organisation, null);

    /// <param name="lacking">Materials left out of the filing, by how many of the demanded ones.</param>
    public async Task<CaseNumber> File(int lacking = 0, string name = "王小明", string document = "11010519491231002X", string? phone = null)
    {
        var guide = await Guide();
        var subjects = world.Services.GetRequiredService<ISubjects>();
        Assert.True((await subjects.Register(SubjectKind.Person, name, document, phone)).Try(out var subject, out var why), why?.Message);
        var number = await world.Services.GetRequiredService<Serials>().Next(guide.Place, world.Now.Date, 0);
        var present = Filing.Demanded(guide, new Dictionary<string, string>()).Select(m => m.Id).Order(StringComparer.Ordinal).Skip(lacking).ToList();
        var paper = await world.Services.GetRequiredService<Papers>().Save(number, subject, new { form = new { name } });
        var applicant = new Actor("t-applicant", name, Role.Applicant, RegionCode.Nation, null, subject);
        var submit = new Submit(subject, Channel.Online, [], present, new Dictionary<string, string>(), guide.Deliveries[0], null) { Paper = paper };
        Done(await Desk.File(number, applicant, submit, await Desk.ContextFor(guide), $"submit-{number}"));
        return number;
    }

    public async Task<Acted> Do(CaseNumber number, Actor by, CaseAct act, string? actId = null) =>
        Done(await Desk.Do((await Desk.Open(number))!, by, act, actId ?? $"t-{++acts}"));

    /// <summary>From filing to the recorded review.</summary>
    public async Task<CaseNumber> Reviewed()
    {
        var guide = await Guide();
        var number = await File();
        await Do(number, Clerk(guide), new Accept());
        await Do(number, Reviewer(guide), new BeginReview());
        await Do(number, Reviewer(guide), new RecordReview([.. ReviewRules.CheckItems(await Desk.ContextFor(guide))]));
        return number;
    }

    private static Acted Done(Outcome<Acted> outcome)
    {
        Assert.True(outcome.Try(out var acted, out var why), why?.Message);
        return acted;
    }
}
