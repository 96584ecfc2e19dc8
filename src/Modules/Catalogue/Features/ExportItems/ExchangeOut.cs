using System.Globalization;
using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>A guide as a record of up_task_general_basic with materials, fees and questions, in the codes of one set.</summary>
internal static class ExchangeOut
{
    /// <summary>As the exchange writes times.</summary>
    private const string Time = "yyyy-MM-dd HH:mm:ss";

    public static JsonObject Of(Guide guide, string code, char operation, string state, Organisation? body, CodeSet set, Instant at, string batch)
    {
        var handling = guide.HandlingCode is not null && guide.HandlingCode == code;
        var record = new JsonObject
        {
            ["task_name"] = guide.Name,
            ["catalog_code"] = guide.BasicCode,
            ["task_code"] = guide.ImplementationCode ?? (ItemCode.TryParse(code, out var known) ? known.Implementation?.ToString() : null),
            ["task_handle_item"] = handling ? code : null,
            ["local_task_code"] = ItemCode.TryParse(code, out _) ? null : code,
            ["area_code"] = guide.Place.ToString(),
            ["task_type"] = guide.Type.Names().Code,
            ["by_law"] = string.Join('；', guide.Bases.Select(ExchangeText.Of)),
            ["use_level"] = guide.ExerciseLevel,
            ["task_state"] = state,
            ["task_version"] = Text(guide.Version),
            ["dept_name"] = body?.Name,
            ["dept_code"] = body?.CreditCode,
            ["accept_condition"] = string.Join('\n', guide.Conditions),
            ["handle_flow"] = string.Join('—', guide.Steps.Select(s => s.Name)),
            ["is_fee"] = guide.Fees.Count > 0 ? "1" : "0",
            ["server_type"] = string.Join(',', guide.Audience.Select(a => CodeSets.Of(set, a)).Distinct()),
            ["project_type"] = guide.OnTheSpot ? "1" : "2",
            ["handle_type"] = string.Join(',', guide.Channels.Select(c => CodeSets.Of(set, c)).OfType<string>().Distinct()),
            ["limit_scene_num"] = Text(guide.Visits),
            ["transact_addr"] = string.Join('；', guide.Places.Select(p => $"{p.Name}：{p.Address}")),
            ["transact_time"] = string.Join('；', guide.Places.Select(p => p.Hours).Distinct()),
            ["link_way"] = guide.ConsultationPhone,
            ["supervise_way"] = guide.ComplaintPhone,
            ["result_name"] = guide.Result.Name,
            ["result_type"] = CodeSets.Of(guide.Result.Kind),
            ["plan_effective_date"] = guide.EffectiveFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        Limit(record, "anticipate", guide.StatutoryLimit);
        Limit(record, "promise", guide.PromisedLimit);
        record["materials"] = new JsonArray([.. guide.Materials.Select((m, i) => Of(m, i))]);
        record["fees"] = new JsonArray([.. guide.Fees.Select(f => new JsonObject { ["fee_name"] = f.Name, ["fee_stand"] = f.Standard, ["by_law"] = ExchangeText.Of(f.Basis) })]);
        record["questions"] = new JsonArray([.. guide.Questions.Select(q => new JsonObject { ["question"] = q.Asked, ["answer"] = q.Answer })]);
        (record["cd_operation"], record["cd_time"], record["cd_batch"]) = (operation.ToString(), at.ToChina().ToString(Time, CultureInfo.InvariantCulture), batch);
        record["code_set"] = CodeSets.Names[set];
        foreach (var empty in record.Where(p => p.Value is null or JsonArray { Count: 0 }).Select(p => p.Key).ToList()) record.Remove(empty);
        return record;
    }

    private static JsonObject Of(GuideMaterial material, int index)
    {
        var record = new JsonObject
        {
            ["material_name"] = material.Name,
            ["is_need"] = material.Tolerable ? "3" : material.Required ? "1" : "2",
            ["material_type"] = CodeSets.Of(material.Kind),
            ["material_format"] = material.Electronic ? "3" : "1",
            ["page_num"] = Text(material.Originals),
            ["copy_num"] = Text(material.Copies),
            ["page_format"] = material.Format,
            ["source_type"] = CodeSets.Of(material.Source),
            ["source_explain"] = material.Issuer,
            ["by_law"] = material.Basis is { } basis ? ExchangeText.Of(basis) : null,
            ["accept_stand"] = material.Standard,
            ["order_num"] = Text(index + 1),
        };
        foreach (var empty in record.Where(p => p.Value is null).Select(p => p.Key).ToList()) record.Remove(empty);
        return record;
    }

    private static void Limit(JsonObject record, string name, TimeLimit? limit)
    {
        if (limit is { } known) (record[$"{name}_day"], record[$"{name}_type"]) = ExchangeText.Of(known);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
