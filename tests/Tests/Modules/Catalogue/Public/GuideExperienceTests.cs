using OneWindow.Cases;
using OneWindow.Contracts;
using OneWindow.Tests.Modules.Cases;

namespace OneWindow.Tests.Modules.Catalogue;

/// <summary>From decided cases to the guide's page: <see cref="OneWindow.Catalogue.NoteDecidedCase"/>, <see cref="OneWindow.Catalogue.MakeGuideFigures"/>.</summary>
public sealed class GuideExperienceTests
{
    private const string Food = Workbench.FoodInShinan;

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Twenty_decided_cases_tell_how_long_it_took_and_nineteen_do_not(string database)
    {
        await using var world = await World.Start(database, "2025-03-03 09:00");
        var office = new Office(world);
        var visitor = world.Browser();
        var late = $"{await world.File(Food, "application", "rules")}";
        await office.AskForCorrection(late, "2025-03-14", new Defect(DefectKind.Material, "layout", "missing"));
        for (var i = 0; i < 19; i++) await Decide(office, $"{await world.File(Food)}");
        await world.MoveTo("2025-03-04 08:00");
        Assert.Null((await visitor.Get($"/items/{Food}")).Page.QuerySelector("#experience"));

        // The twentieth: a day with the office, two with the applicant.
        await world.MoveTo("2025-03-05 09:00");
        await office.Do(late, new FileCorrection([new FiledFile("layout", "f-layout", 1, new string('0', 64))], [], (await office.StateOf(late)).Facts));
        await world.MoveTo("2025-03-06 08:00");
        await Decide(office, late);
        await world.Settle();
        Assert.Null((await visitor.Get($"/items/{Food}")).Page.QuerySelector("#experience"));
        await world.MoveTo("2025-03-07 08:00");
        // The catalogue is looked at again within two seconds of real time.
        world.Forget();
        var shown = (await visitor.Get($"/items/{Food}")).Text("#experience");
        Assert.Contains("决定的 20 件", shown, StringComparison.Ordinal);
        Assert.Contains("一半的件不超过1 天", shown, StringComparison.Ordinal);
        Assert.Contains("：未提交（1 件）", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("申请人自己", shown, StringComparison.Ordinal);
        Assert.Equal((await visitor.Get($"/items/{Food}?channel=print")).Page.QuerySelector("[data-hash]")!.GetAttribute("data-hash"), (await visitor.Get($"/items/{Food}")).Page.QuerySelector("[data-hash]")!.GetAttribute("data-hash"));
    }

    private static async Task Decide(Office office, string number)
    {
        await office.Do(number, new Accept());
        await office.Decide(number, DeliveryMode.Counter);
    }
}

internal static class Forgetting
{
    public static void Forget(this World world) => ((OneWindow.Catalogue.PublishedGuides)world.Services.GetService(typeof(OneWindow.Catalogue.PublishedGuides))!).Forget();
}
