using System.Globalization;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>来人: who came back from a service, as it tells it.</summary>
/// <param name="Issuer">With <paramref name="Sub"/> who it is, for ever.</param>
/// <param name="Number">As <see cref="SubjectNumber"/> reads it: with the paper's code in front where it is not the usual one.</param>
internal sealed record Arrival(
    string Service, string Issuer, string Sub, SubjectKind Kind, string Name, string Number, string? Phone, Assurance Level, string? Representative)
{
    public static SubjectKind? KindOf(string word) => word switch
    {
        "person" => SubjectKind.Person,
        "company" => SubjectKind.Company,
        "unincorporated" => SubjectKind.Unincorporated,
        _ => null,
    };

    /// <summary>Reads an answer by the field map of the service.</summary>
    /// <param name="sub">Where the protocol itself has told it already; null: by the map.</param>
    public static Outcome<Arrival> Of(string service, ServiceOptions options, JsonElement answer, string? sub = null)
    {
        var fields = options.Fields;
        sub ??= At(answer, fields.Subject);
        if (sub is not { Length: > 0 and <= 255 }) return Refuse("没有告诉我们您的账号是哪一个");
        var told = At(answer, fields.Kind);
        if (KindOf(told is null ? "person" : options.Kinds.GetValueOrDefault(told, told)) is not { } kind) return Refuse("没有说明您是个人还是单位");
        var level = (At(answer, fields.Level) is { } word ? AssuranceWords.Read(options.Levels.GetValueOrDefault(word, word)) : AssuranceWords.Read(options.Level)) ?? Assurance.Told;
        if (level < AssuranceWords.Read(options.Least))
        {
            return new Refusal(
                "identity.level-low", $"您在{options.Title}还没有完成实名核验，本平台暂时不能确认您是谁。请先在那里完成实名核验，再来登录；也可以带证件到大厅窗口办理。", PlatformRules.Permission);
        }

        var number = At(answer, fields.Number);
        if (At(answer, fields.Name)?.Trim() is not { Length: > 0 } name || string.IsNullOrWhiteSpace(number)) return Refuse("没有告诉我们您的姓名（名称）和证件号码");
        if (At(answer, fields.Paper) is { } paper)
        {
            var code = options.Papers.GetValueOrDefault(paper, paper);
            if (SubjectPapers.Find(code) is not { } known) return Refuse("给出的证件种类本平台不认识");
            number = known.Usual ? number : $"{code}:{number}";
        }

        if (!SubjectNumber.Read(kind, number).Try(out var read, out _)) return Refuse("给出的证件号码格式不对");
        var phone = At(answer, fields.Phone)?.Replace("+86", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return new Arrival(
            service, options.Issuer, sub, kind, name, read, phone is { Length: 11 } && phone[0] == '1' && phone.All(char.IsAsciiDigit) ? phone : null, level,
            At(answer, fields.Representative));

        Refusal Refuse(string what) => new(
            "identity.service-incomplete", $"{options.Title}{what}，登录没有完成。请重新登录一次；还是不行的，请联系服务热线，也可以到大厅窗口办理。", PlatformRules.Permission);
    }

    /// <summary>What stands at a path with points ("data.users.0.name"); null: nothing, or no single value.</summary>
    public static string? At(JsonElement answer, string path)
    {
        if (path.Length == 0) return null;
        // Names with points in them ("https://example/claims/number") are tried whole first.
        if (answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(path, out var whole)) return ValueOf(whole);
        var at = answer;
        foreach (var step in path.Split('.'))
        {
            if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(step, out var inner)) at = inner;
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var i) && i < at.GetArrayLength()) at = at[i];
            else return null;
        }

        return ValueOf(at);
    }

    private static string? ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => null,
    };
}
