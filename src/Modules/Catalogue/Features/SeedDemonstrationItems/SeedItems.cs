using System.Text;
using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>
/// 演示事项: seed/items: a file an item, in the words of the <see cref="Guide"/> record, for several places by what differs there ("in").
/// What all share (halls, departments, common materials and form pages) stands once in common.yaml and is called by "use".
/// </summary>
internal sealed class SeedItems(JsonObject common, Func<string, Organisation?> organisations, LibraryIndex library)
{
    private const string CommonFile = "common.yaml";

    /// <summary>All guides of a folder, in the order of file names and places.</summary>
    public static IEnumerable<Guide> Read(string folder, Func<string, Organisation?> organisations)
    {
        var seed = new SeedItems(YamlText.Read(File.ReadAllText(Path.Combine(folder, CommonFile))), organisations, SeedLibrary.Index(folder));
        foreach (var file in Files(folder))
        {
            foreach (var guide in seed.Guides(YamlText.Read(File.ReadAllText(file)), Path.GetFileNameWithoutExtension(file))) yield return guide;
        }
    }

    /// <summary>The SM3 of all files: equal to the one of the last start, there is nothing to read.</summary>
    public static string Stamp(string folder)
    {
        var all = new StringBuilder();
        foreach (var file in Files(folder).Prepend(Path.Combine(folder, CommonFile)).Concat(SeedCombinations.Files(folder)).Concat(SeedLibrary.Files(folder)).Concat(SeedBasicLists.Files(folder)))
            all.Append(Path.GetFileName(file)).Append('\n').Append(File.ReadAllText(file)).Append('\n');
        return Convert.ToHexStringLower(Sm3.Of(Encoding.UTF8.GetBytes(all.ToString())));
    }

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.yaml").Where(f => Path.GetFileName(f) != CommonFile).Order(StringComparer.Ordinal);

    /// <summary>The records of one file, a place each, as the import would read them.</summary>
    internal IEnumerable<JsonObject> Records(JsonObject file, string name)
    {
        var places = file["in"]?.AsObject() ?? throw new FormatException($"{name}: no place (in).");
        foreach (var (place, differs) in places)
        {
            var record = Merge(common["defaults"]!.AsObject(), file);
            if (differs is JsonObject here) record = Merge(record, here);
            foreach (var own in new[] { "in", "source" }) record.Remove(own);
            Settle(record, place, name);
            yield return (JsonObject)GuideShape.Fit(record)!;
        }
    }

    private IEnumerable<Guide> Guides(JsonObject file, string name)
    {
        foreach (var record in Records(file, name))
        {
            if (GuideShape.Check(record) is [var fault, ..]) throw new FormatException($"{name}: {fault}");
            yield return GuideText.Seal(library.Bind(GuideShape.Read(record)));
        }
    }

    /// <summary>What the place gives: hall, department, telephones, codes.</summary>
    private void Settle(JsonObject record, string place, string name)
    {
        var here = common["places"]?[place]?.AsObject() ?? throw new FormatException($"{name}: common.yaml has no place {place}.");
        var department = (string)record["department"]!;
        var body = Known((string?)here["departments"]?[department] ?? throw new FormatException($"{name}: {place} has no department {department}."));
        var hall = Known((string)here["hall"]!);
        record.Remove("department");
        var code = RegionCode.Parse(place.PadRight(12, '0'));
        record["item"] = $"{Short(code)}-{name}";
        record["version"] = "1";
        record["hash"] = "";
        record["place"] = code.ToString();
        record["organisation"] = body.Id;
        record["consultationPhone"] ??= body.Phone;
        record["complaintPhone"] ??= here["complaintPhone"]!.DeepClone();
        record["places"] ??= new JsonArray(new JsonObject
        {
            ["name"] = hall.Name,
            ["address"] = hall.Address,
            ["hours"] = here["hours"]!.DeepClone(),
            ["phone"] = hall.Phone,
        });
        if (record["basicCode"] is { } basic && body.CreditCode is { } credit)
        {
            record["implementationCode"] = $"{credit}{record["exerciseLevel"]}{basic}";
            record["handlingCode"] = $"{credit}{record["exerciseLevel"]}{basic}01";
        }

        var form = Each(record, "form", "steps");
        var examples = Examples(form);
        record["form"] = form;
        record["materials"] = Each(record, "materials", "materials");
        foreach (var material in record["materials"]!.AsArray().OfType<JsonObject>()) Settle(material, record, form, examples);
        record.Remove("materialBasis");
    }

    private void Settle(JsonObject material, JsonObject record, JsonArray form, IReadOnlyDictionary<string, string> examples)
    {
        foreach (var (key, value) in common["material"]!.AsObject()) material[key] ??= value?.DeepClone();
        material["defects"] ??= common["defects"]![(string)material["kind"]!]!.DeepClone();
        if (material["basis"] is null) material["basis"] = record["materialBasis"]?.DeepClone();
        if ((string?)material["source"] == "shared") material["originals"] = "0";
        if ((string?)material["blank"] == "from-form") material["blank"] = FormText.Blank((string)material["name"]!, form);
        if ((string?)material["sample"] == "from-form") material["sample"] = FormText.Sample((string)material["name"]!, form, examples);
    }

    /// <summary>The entries of a list, those with "use" filled from the common ones under them.</summary>
    private JsonArray Each(JsonObject record, string list, string shared) => new([.. (record[list]?.AsArray() ?? []).OfType<JsonObject>().Select(entry =>
    {
        if (entry["use"] is not { } use) return entry.DeepClone();
        var whole = Merge(common[shared]?[(string)use!]?.AsObject() ?? throw new FormatException($"common.yaml has no {shared} “{use}”."), entry);
        whole.Remove("use");
        return whole;
    })]);

    /// <summary>Takes the examples out of the fields: they are for the printed sample only.</summary>
    private static Dictionary<string, string> Examples(JsonArray form)
    {
        var examples = new Dictionary<string, string>();
        foreach (var field in form.SelectMany(step => step!["fields"]!.AsArray()).OfType<JsonObject>())
        {
            if (field["example"] is { } example) examples[(string)field["id"]!] = (string)example!;
            field.Remove("example");
            field["required"] ??= "true";
            foreach (var column in (field["columns"]?.AsArray() ?? []).OfType<JsonObject>()) column["required"] ??= "true";
        }

        return examples;
    }

    private Organisation Known(string id) => organisations(id) ?? throw new FormatException($"The directory has no organisation {id}.");

    private static string Short(RegionCode place) => place.Level switch
    {
        RegionLevel.Village => place.ToString(),
        RegionLevel.Town => place.ToString()[..9],
        _ => place.ToString()[..6],
    };

    private static JsonObject Merge(JsonObject under, JsonObject over)
    {
        var whole = (JsonObject)under.DeepClone();
        foreach (var (key, value) in over) whole[key] = value?.DeepClone();
        return whole;
    }
}
