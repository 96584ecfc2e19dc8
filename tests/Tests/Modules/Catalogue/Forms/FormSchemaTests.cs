using System.Net;
using System.Text.Json.Nodes;
using OneWindow.Cases;
using OneWindow.Catalogue;
using OneWindow.Contracts;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Tests.Modules.Catalogue.Forms;

/// <summary>ServeFormSchema: a form as JSON Schema says what the server demands.</summary>
public sealed class FormSchemaTests
{
    private static readonly Guide Whole = SeedItemsTests.All.First(g => g.Item == "370202-minimum-living") with
    {
        Form =
        [
            new FormStep("all", "各种填写项",
            [
                Field("agent", FieldKind.YesNo), Field("source", FieldKind.Choice) with { Choices = ["自有", "租赁", "其他"] }, Field("ends", FieldKind.Date) with { OnlyIf = new Situation("source", "租赁") },
                Field("note", FieldKind.LongText) with { When = "source ≠ \"自有\" 并且 agent", MaxLength = 5 }, Field("deeper", FieldKind.Text) with { OnlyIf = new Situation("agent", "是") { Or = new Situation("source", "其他") } },
                Field("late", FieldKind.Phone) with { When = "并非 (agent 或者 source 属于 [\"自有\", \"其他\"])" }, Field("mail", FieldKind.Text) with { Format = "email", Required = false },
                Field("owner", FieldKind.Person), Field("firm", FieldKind.Company) with { Required = false }, Field("site", FieldKind.RegionAddress), Field("paid", FieldKind.Money),
                Field("staff", FieldKind.Rows) with { Columns = [Field("who", FieldKind.Text) with { MaxLength = 4 }, Field("age", FieldKind.Number) with { Required = false }], MinRows = 1, MaxRows = 3 },
            ]),
        ],
        Checks = [new FormCheck("enough", "合计(staff.age) >= 18", "人数不对", ["staff"])],
    };

    private static GuideField Field(string id, FieldKind kind) => new() { Id = id, Label = $"项{id}", Kind = kind, Required = true };

    public static TheoryData<string> Guides => [.. SeedItemsTests.All.Select(g => g.Item).Append("whole")];

    /// <summary>Whatever is answered, in the form in which answers are kept: the server takes it exactly where the schema does.</summary>
    [Theory]
    [MemberData(nameof(Guides))]
    public void Server_and_schema_take_the_same_answers(string item)
    {
        var guide = item == "whole" ? Whole : SeedItemsTests.All.First(g => g.Item == item);
        Assert.Empty(item == "whole" ? [] : GuideRules.Check(guide, null));
        var schema = FormSchema.Of(guide);
        var random = new Random(5);
        var (taken, refused) = (0, 0);
        for (var round = 0; round < 300; round++)
        {
            // Mostly right, that both sides of every condition are seen.
            var wrong = round % 3 == 0 ? 0 : random.Next(1, 5);
            var answers = new JsonObject();
            foreach (var field in guide.Fields)
            {
                if (Answer(field, random, wrong > 0 && random.Next(12) < wrong) is { } answer) answers[field.Id] = answer;
            }

            var typed = answers.ToDictionary(a => a.Key, a => a.Value is JsonValue text && text.TryGetValue(out string? plain) ? plain : a.Value!.ToJsonString());
            var pages = ApplicationForm.Check(guide, typed).Where(p => p.Step.Id != ApplicationForm.DeliveryPage).ToList();
            var server = pages.All(p => p.Ok);
            Assert.True(server == SchemaReader.Fits(answers, schema), $"server {server}: {string.Join('；', pages.SelectMany(p => p.State.Errors).Select(e => e.Words))}\n{answers.ToJsonString()}");
            if (server) taken++;
            else refused++;
        }

        Assert.True(taken >= 100, $"{taken} taken");
        if (guide.Fields.Any(f => f.Required && f.OnlyIf is null && f.When is null)) Assert.True(refused > 20, $"{refused} refused");
    }

    [Fact]
    public void What_the_schema_cannot_say_stands_beside_it()
    {
        var schema = FormSchema.Of(Whole);
        Assert.Equal(FormSchema.Dialect, (string)schema["$schema"]!);
        Assert.Equal("项staff", (string)schema["properties"]!["staff"]!["title"]!);
        Assert.Equal("合计(staff.age) >= 18", (string)schema["x-onewindow-checks"]![0]!["expression"]!);
        Assert.Equal("date", (string)schema["allOf"]![0]!["then"]!["properties"]!["ends"]!["format"]!);
        var counted = FormSchema.Of(Whole with { Form = [new FormStep("a", "甲", [Field("area", FieldKind.Number) with { Min = "1" }, Field("fire", FieldKind.Text) with { When = "area > 300" }])] });
        Assert.Equal("area > 300", (string)counted["properties"]!["fire"]!["x-onewindow-when"]!);
        Assert.Equal("1", (string)counted["properties"]!["area"]!["x-onewindow-minimum"]!);
        Assert.Null(counted["allOf"]);
    }

    [Theory]
    [InlineData(World.Sqlite)]
    [InlineData(World.Postgres)]
    public async Task Every_program_may_read_the_form_of_an_item(string database)
    {
        await using var world = await World.Start(database);
        var answer = await world.Browser().Get("/api/v1/items/370202-minimum-living/form.schema.json");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var schema = JsonNode.Parse(answer.Body)!;
        Assert.Equal("array", (string)schema["properties"]!["family"]!["type"]!);
        Assert.Contains("合计(family.income)", answer.Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await world.Browser().Get("/api/v1/items/370202-nothing/form.schema.json")).Status);
    }

    private static JsonNode? Answer(GuideField field, Random random, bool wrong)
    {
        if (!field.Required && random.Next(3) == 0) return null;
        if (wrong && random.Next(2) == 0) return null;
        switch (field.Kind)
        {
            case FieldKind.Rows:
                var count = wrong ? (field.MaxRows ?? 20) + 1 : random.Next(Math.Max(1, field.MinRows ?? 1), Math.Min(field.MaxRows ?? 20, 4) + 1);
                return new JsonArray([.. Enumerable.Range(0, count).Select(_ => Object(field.Columns!, random, wrong: false))]);
            case FieldKind.RegionAddress:
                return new JsonObject { ["region"] = wrong ? "3702" : "370202001000", ["text"] = "示范路 16 号" };
            case FieldKind.Person or FieldKind.Company:
                return Object(FieldParts.Of(field), random, wrong);
            default:
                return wrong ? Wrong(field) : Right(field, random);
        }
    }

    private static JsonObject Object(IReadOnlyList<GuideField> parts, Random random, bool wrong)
    {
        var at = wrong ? random.Next(parts.Count) : -1;
        return new JsonObject(parts.Select((p, i) => KeyValuePair.Create(p.Id, (JsonNode?)(i == at ? Wrong(p) : Right(p, random)))));
    }

    private static string Right(GuideField field, Random random) => field.Kind switch
    {
        FieldKind.Number => random.Next(2) == 0 ? "12" : "8.5"[..Math.Min(3, field.MaxLength)].TrimEnd('.'),
        FieldKind.Money => random.Next(2) == 0 ? "10000000000.00" : "1234.50",
        FieldKind.Date => $"20{random.Next(10, 30)}-02-28",
        FieldKind.Choice => field.Choices[random.Next(field.Choices.Count)],
        FieldKind.YesNo => random.Next(2) == 0 ? "是" : "否",
        FieldKind.Phone => random.Next(2) == 0 ? "13800000000" : "0532-85550001",
        FieldKind.ResidentId => "370299198803160212",
        FieldKind.CreditCode => "91370202XNQ00001X2",
        FieldKind.Text when field.Format is { } format => FieldFormats.All[format].Example,
        _ => "示范内容"[..Math.Min(4, field.MaxLength)],
    };

    /// <summary>Wrong in a way that the schema can say: not a check digit, not a bound.</summary>
    private static string Wrong(GuideField field) => field.Kind switch
    {
        FieldKind.Number => "很多",
        FieldKind.Money => "12.345",
        FieldKind.Date => "2026-02-30",
        FieldKind.Choice or FieldKind.YesNo => "也许",
        FieldKind.Phone => "12345",
        FieldKind.ResidentId => "3702991988",
        FieldKind.CreditCode => "91370202",
        FieldKind.Text when field.Format is not null => "不 是",
        _ => field.Required ? new string('字', field.MaxLength + 1) : string.Concat(Enumerable.Repeat("𠮷", field.MaxLength + 1)),
    };
}
