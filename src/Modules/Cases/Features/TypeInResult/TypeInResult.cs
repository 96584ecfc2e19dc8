using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>
/// 补录业务系统的结果: where nothing comes back, a reviewer types in what was decided there, with its number and instant, why it is typed in, and the scanned
/// paper. It is marked as typed in by hand for good, and counted.
/// </summary>
internal static class TypeInResult
{
    public const string Path = "typed-result";
    public const string ResultField = "result";
    public const string NumberField = "outside-number";
    public const string DayField = "happened-on";
    public const string HourField = "happened-at";
    public const string WhyField = "typed-because";
    public const string ReasonsField = "result-reasons";
    public const string ScanField = "scan";
    private const string Granted = "granted";
    private const string Refused = "refused";

    public static IReadOnlyList<ChoiceModel> Results { get; } = [new(Granted, "批准"), new(Refused, "不予批准", "要写明理由，理由会写进决定书。")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet($"/work/cases/{{number}}/{Path}", Open).WithName("OpenTypedResult").AllowRoles(CaseReach.Reviewers);
        routes.MapPost($"/work/cases/{{number}}/{Path}", Handle).WithName(nameof(TypeInResult)).AllowRoles(CaseReach.Reviewers)
            .WithMetadata(new RequestSizeLimitAttribute(UploadForm.MostBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = UploadForm.MostBytes });
    }

    public static string AddressOf(CaseNumber number) => $"/work/cases/{number}/{Path}";

    private static async Task<IResult> Open(string number, HttpContext context, Acting acting, CaseDesk desk, IMaterials materials, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await acting.Open(number, actor, cancel) is not { } open) return Pages.Refuse(Acting.NotFound);
        return desk.OptionOf(open, nameof(EnterOutsideResult), actor).Closed is { } why
            ? Pages.Refuse(why)
            : Pages.Show<TypedResultPage>(Model(open, FormState.Empty, ActKey.New(), materials));
    }

    private static async Task<IResult> Handle(
        string number, FormReader form, HttpContext context, Acting acting, OwnCases done, IMaterials materials, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await acting.Open(number, actor, cancel) is not { } open) return Pages.Refuse(Acting.NotFound);
        var key = ActKey.Of(form);
        var (actId, back) = ($"{Path}-{key}", $"/work/cases/{open.Number}?done={Path}");
        if (await done.IsDone(open.Number, actId, cancel)) return Microsoft.AspNetCore.Http.Results.LocalRedirect(back);
        var result = form.Choice(ResultField, "结果", Results);
        var outside = form.Text(NumberField, "对方编号", 100);
        var day = form.Date(DayField, "对方办理日期", to: clock.Now().Date);
        var hour = TimeOnly.TryParseExact(form.Text(HourField, "对方办理时间", 5), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : (TimeOnly?)null;
        if (hour is null && form.Ok) form.Refuse(HourField, "时间请写成 14:30 这样。");
        var why = form.LongText(WhyField, "为什么补录", max: 500, min: 4);
        var reasons = form.LongText(ReasonsField, "不予批准的理由", required: result == Refused);
        var file = form.File(ScanField, "扫描件", materials.Terms.MostPerFile, materials.Terms.Endings);
        if (form.Raw(Acting.Version) != $"{open.State.Version}") form.Refuse(CaseDecider.ChangedMeanwhile(open.State));
        if (!form.Ok) return Pages.Again<TypedResultPage>(Model(open, form.State, key, materials));

        var basket = $"typed-{open.Number}-{key}";
        await materials.OpenBasket(basket, open.State.Subject, open.State.Organisation, open.State.Place, cancel);
        await using var content = file!.OpenReadStream();
        if (!(await materials.Store(basket, "outside-result", file.FileName, content, cancel)).Try(out var stored, out var unfit))
        {
            return Pages.Show<TypedResultPage>(Model(open, form.State.Refused(unfit, ScanField), key, materials), Pages.StatusOf(unfit));
        }

        await materials.Freeze(basket, cancel);
        var act = new EnterOutsideResult(result == Granted)
        {
            Outside = new OutsideMark(open.Guide.HandledIn?.Id ?? "", outside, Instant.At(day!.Value, hour!.Value)) { Scan = stored.Id, ScanHash = stored.Hash },
        };
        var outcome = await acting.Submit(open, actor, new Intended(act, new TypedWords(why, reasons.Length > 0 ? reasons : null)), actId, open.State.Version, cancel);
        return outcome.Try(out _, out var refusal)
            ? Microsoft.AspNetCore.Http.Results.LocalRedirect(back)
            : Pages.Show<TypedResultPage>(Model(open, form.State.Refused(refusal), key, materials), Pages.StatusOf(refusal));
    }

    private static TypedResultModel Model(OpenCase open, FormState form, string key, IMaterials materials) => new(
        open.Number.ToString(), open.Guide.Name, open.Guide.HandledIn?.Name ?? "", form, open.State.Version, key, LineRules.BasisOf(open.Context),
        materials.Terms.Endings, materials.Terms.MostPerFile);

    private sealed record TypedWords(string TypedBecause, string? Reasons);
}

public sealed record TypedResultModel(string Number, string Item, string System, FormState Form, int Seen, string Key, Citation Basis, IReadOnlyList<string> Kinds, long MostBytes);
