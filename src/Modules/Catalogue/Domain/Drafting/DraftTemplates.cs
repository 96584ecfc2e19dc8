using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>What a new guide begins with: nothing but what the post gives, the template that all share, or another guide.</summary>
internal static class DraftTemplates
{
    /// <summary>What belongs to one item alone: not copied.</summary>
    private static readonly string[] Own = ["item", "name", "basicCode", "implementationCode", "handlingCode", "organisation", "place", "combination", "signing", "automatic", "handledIn"];

    public static DraftDocument Empty(string item, Actor actor) => Empty(item, "", ItemType.PublicService, actor.Organisation ?? "", actor.Place);

    public static DraftDocument Empty(string item, string name, ItemType type, string organisation, RegionCode place) => DraftDocument.Of(new JsonObject
    {
        ["item"] = item,
        ["name"] = name,
        ["type"] = System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName($"{type}"),
        ["organisation"] = organisation,
        ["place"] = place.ToString(),
        ["exerciseLevel"] = $"{(int)place.Level + 1}",
        ["process"] = ProcessTemplate.General.Id,
        ["formReviewOnly"] = false,
    });

    /// <summary>共用模板: the shared steps, both channels, the applicant's own page of the form, an application form, the hall and telephones of the place.</summary>
    public static DraftDocument Shared(DraftDocument empty, Organisation? bearer, Organisation? hall) => Filled(empty, new JsonObject
    {
        ["conditions"] = new JsonArray(),
        ["steps"] = new JsonArray(
            Step("受理", "1 working-day", "综合窗口"), Step("审查", "3 working-day", bearer?.ShortName + "审查人员"),
            Step("决定", "1 working-day", bearer?.ShortName + "负责人"), Step("制证送达", "1 working-day", "综合窗口")),
        ["form"] = new JsonArray(new JsonObject
        {
            ["id"] = "applicant",
            ["title"] = "申请人",
            ["fields"] = new JsonArray(Field("applicant-name", "姓名或名称", "text", "name"), Field("applicant-phone", "联系电话", "phone", "phone")),
        }),
        ["materials"] = new JsonArray(new JsonObject
        {
            ["id"] = "application",
            ["name"] = "申请表",
            ["kind"] = "form",
            ["source"] = "applicant",
            ["required"] = true,
            ["main"] = true,
            ["tolerable"] = false,
            ["originals"] = 1,
            ["copies"] = 0,
            ["format"] = "A4",
            ["electronic"] = true,
            ["defects"] = new JsonArray("missing", "incomplete", "not-sealed"),
        }),
        ["channels"] = new JsonArray("counter", "online"),
        ["deliveries"] = new JsonArray("counter", "electronic"),
        ["visits"] = 0,
        ["consultationPhone"] = bearer?.Phone,
        ["places"] = hall is null ? new JsonArray() : new JsonArray(new JsonObject
        {
            ["name"] = hall.Name,
            ["address"] = hall.Address,
            ["hours"] = "周一至周五 9:00—12:00、13:30—17:00",
            ["phone"] = hall.Phone,
        }),
    });

    /// <summary>照着一份现有的指南写: everything but what is that item's own.</summary>
    public static DraftDocument Like(DraftDocument empty, Guide guide)
    {
        var record = DraftDocument.Of(guide).ToRecord();
        foreach (var own in Own) record.Remove(own);
        foreach (var kept in new[] { "type", "exerciseLevel", "process" }) record.Remove(kept);
        return Filled(empty, record);
    }

    private static DraftDocument Filled(DraftDocument empty, JsonObject more)
    {
        var record = empty.ToRecord();
        foreach (var (name, value) in more) record[name] = WithoutNothing(value);
        return DraftDocument.Of(record);
    }

    /// <summary>What the directory does not know is not there, instead of null.</summary>
    private static JsonNode? WithoutNothing(JsonNode? value) => value switch
    {
        JsonObject record => new JsonObject(record.Where(p => p.Value is not null).Select(p => KeyValuePair.Create(p.Key, WithoutNothing(p.Value)))),
        JsonArray array => new JsonArray([.. array.Select(WithoutNothing)]),
        _ => value?.DeepClone(),
    };

    private static JsonObject Step(string name, string limit, string actor) => new() { ["name"] = name, ["limit"] = limit, ["actor"] = actor };

    private static JsonObject Field(string id, string label, string kind, string prefill) =>
        new() { ["id"] = id, ["label"] = label, ["kind"] = kind, ["required"] = true, ["prefill"] = prefill };
}
