using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>A fault with the address in the draft that mends it.</summary>
internal sealed record DraftFault(string Address, Fault Fault);

/// <summary>
/// A draft read as a guide: what is not there yet is filled with nothing, so that every rule can speak and every preview can show, and is reported.
/// </summary>
/// <param name="Gaps">What keeps it from being a whole guide; the rules are not asked for these.</param>
internal sealed partial record DraftReading(Guide? Guide, IReadOnlyList<DraftFault> Faults, IReadOnlyList<Fault> Gaps)
{
    /// <summary>Texts that may be empty though the record has them always.</summary>
    private static readonly string[] MayBeEmpty = ["actor", "article"];

    /// <summary>Looked up once: reflection is slow.</summary>
    private static readonly ConcurrentDictionary<(Type, string), bool> Needed = new();

    /// <param name="law">The rules of the place for this type on this day.</param>
    public static DraftReading Of(DraftDocument draft, int version, DateOnly from, Func<Guide, RuleSet?> law)
    {
        var record = draft.ToRecord();
        (record["version"], record["hash"], record["effectiveFrom"]) = (version, "", Ui.Words.Machine(from));
        if (record["promisedLimit"] is { } promised) record["onTheSpot"] = (string?)promised == TimeLimit.OnTheSpot.Code;
        var missing = new List<Fault>();
        Fill(record, typeof(Guide), "", missing);
        if (GuideShape.Check(record) is { Count: > 0 } wrong)
        {
            IReadOnlyList<Fault> all = [.. wrong, .. missing];
            return new DraftReading(null, [.. all.Select(f => new DraftFault(Address(draft, f.Path), f))], all);
        }

        var guide = GuideShape.Read(record);
        var here = law(guide);
        var rules = GuideRules.Check(guide, here);
        return new DraftReading(guide, [.. missing.Where(m => !rules.Any(r => r.Path == m.Path || m.Path.StartsWith(r.Path + ".", StringComparison.Ordinal))).Concat(rules)
            .Select(f => new DraftFault(Address(draft, f.Path), f with { Basis = LocalBasis.Of(f.Basis, here) }))], missing);
    }

    /// <summary>"materials[2].name" is "materials/layout/name"; a field of the form is named by its id alone.</summary>
    internal static string Address(DraftDocument draft, string path)
    {
        if (path.StartsWith("form.", StringComparison.Ordinal) && path.Split('.') is [_, var field, ..])
            return draft.Ids("form").Select(page => $"form/{page}/fields/{field}").FirstOrDefault(p => draft.Node(p) is not null) ?? "form";
        var address = "";
        foreach (Match step in Step().Matches(path))
        {
            if (!step.Groups["index"].Success)
            {
                address = address.Length == 0 ? step.Groups["name"].Value : $"{address}/{step.Groups["name"].Value}";
                continue;
            }

            var ids = draft.Ids(address);
            var index = int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture);
            if (index >= ids.Count) return address;
            address = $"{address}/{ids[index]}";
        }

        return address;
    }

    private static void Fill(JsonObject record, Type shape, string path, List<Fault> missing)
    {
        foreach (var property in Json.Options.GetTypeInfo(shape).Properties)
        {
            var (type, here) = (property.PropertyType, path.Length == 0 ? property.Name : $"{path}.{property.Name}");
            if (record[property.Name] is null && IsNeeded(shape, property))
            {
                record[property.Name] = Nothing(type);
                if (IsReported(property.Name, type))
                    missing.Add(new Fault(here, ElementNames.Of(here), null, "catalogue.element-missing", "必须填写", "请补上", path.StartsWith("materials", StringComparison.Ordinal) ? Laws.MaterialElements : Laws.Elements, Missing: true));
            }

            if (record[property.Name] is JsonObject inner) Fill(inner, Nullable.GetUnderlyingType(type) ?? type, here, missing);
            else if (record[property.Name] is JsonArray array && type.IsGenericType)
            {
                for (var i = 0; i < array.Count; i++)
                {
                    if (array[i] is JsonObject item) Fill(item, type.GetGenericArguments()[0], $"{here}[{i}]", missing);
                }
            }
        }
    }

    /// <summary>Demanded by the record, or a place in its constructor without a default.</summary>
    private static bool IsNeeded(Type shape, JsonPropertyInfo property) => Needed.GetOrAdd((shape, property.Name), _ => FindNeeded(shape, property));

    private static bool FindNeeded(Type shape, JsonPropertyInfo property)
    {
        if (property.AttributeProvider is not PropertyInfo member) return property.IsRequired;
        if (new NullabilityInfoContext().Create(member).WriteState == NullabilityState.Nullable) return false;
        return property.IsRequired || shape.GetConstructors().SelectMany(c => c.GetParameters())
            .Any(p => p.Name == member.Name && !p.HasDefaultValue);
    }

    private static JsonNode Nothing(Type type) =>
        type == typeof(string) ? ""
        : type == typeof(bool) ? false
        : type == typeof(int) || type == typeof(Money) ? 0
        : type == typeof(TimeLimit) ? TimeLimit.OnTheSpot.Code
        : type == typeof(RegionCode) ? "0"
        : type.IsEnum ? System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(Enum.GetNames(type)[0])
        : type.IsGenericType ? new JsonArray()
        : new JsonObject();

    /// <summary>Lists and records speak for themselves by the rules or by what is in them.</summary>
    private static bool IsReported(string name, Type type) =>
        type == typeof(string) ? !MayBeEmpty.Contains(name)
        : type == typeof(int) || type == typeof(TimeLimit) || type == typeof(Money) || type.IsEnum;

    [GeneratedRegex(@"\[(?<index>\d+)\]|\.?(?<name>[A-Za-z]\w*)")]
    private static partial Regex Step();
}
