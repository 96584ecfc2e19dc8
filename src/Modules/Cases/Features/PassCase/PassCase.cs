using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>转办: passes a case up or down the levels of its place, with the reason; number and days stay (青岛办法 第七条).</summary>
internal static class PassCase
{
    public const string UnitField = "unit";
    public const string ReasonsField = "passing-reasons";

    public static WorkAct Act { get; } = new(
        nameof(PassOn), "passing", CaseReach.Handlers,
        (_, form) => new Intended(new PassOn(form.Text(UnitField, "转给哪个单位", 80)), Reasons.Of(form.LongText(ReasonsField, "为什么转办", required: false))),
        json => json.As<Body>() is var body ? new Intended(new PassOn(body.Unit), Reasons.Of(body.Reasons)) : throw new JsonException())
    {
        Fields = new Dictionary<string, string>
        {
            ["cases.unit-unknown"] = UnitField, ["cases.unit-same"] = UnitField, ["cases.unit-receives-only"] = UnitField, ["cases.unit-not-in-line"] = UnitField,
            ["cases.reasons-missing"] = ReasonsField,
        },
    };

    /// <summary>Whoever can bear an act above and below the place where the case lies, nearest levels first.</summary>
    public static IReadOnlyList<ChoiceModel> Units(OpenCase open, IDirectory directory)
    {
        var here = PassingRules.PlaceOf(open.State);
        var above = here.UpTheTree().SelectMany(place => directory.OrganisationsUnder(place).Where(o => o.Region == place));
        return
        [
            .. above.Concat(directory.OrganisationsUnder(here)).Where(o => Bears(o) && o.Id != open.State.Organisation).DistinctBy(o => o.Id)
                .Select(o => new ChoiceModel(o.Id, o.Name)),
        ];
    }

    public static HandlingUnit? Find(string id, IDirectory directory) =>
        directory.Organisation(id) is { } body ? new HandlingUnit(body.Id, body.Name, body.Region, Bears(body)) : null;

    private static bool Bears(Organisation body) => body.Kind is not OrganisationKind.Hall;

    private sealed record Body(string Unit, string? Reasons = null);
}
