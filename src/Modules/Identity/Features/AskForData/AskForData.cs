using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>查阅、更正、删除我的信息: the person reads and takes a copy, asks for a correction, and has erased what no law demands to be kept (个人信息保护法 第四十五条至第四十七条).</summary>
internal static class AskForData
{
    public const string Path = "/my/data";

    /// <summary>Typed by who really means it.</summary>
    public const string Confirmation = "删除";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Open).WithName(nameof(AskForData)).ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapGet(Path + "/copy.json", Copy).WithName("CopyData").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost(Path + "/correction", Correct).WithName("AskForDataCorrection").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost(Path + "/erasure", Erase).WithName("EraseData").ExcludeFromDescription().AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Open(HttpContext context, PersonalDataDesk desk, CancellationToken cancel) =>
        ShowOpenings.OwnOf(context.RequireActor()) is { } own ? Pages.Show<DataPage>(await desk.Of(own, context.Request.Query.ContainsKey("asked"), FormState.Empty, cancel)) : Pages.Refuse(ShowOpenings.NotByAgents);

    private static async Task<IResult> Copy(HttpContext context, PersonalDataDesk desk, TimeProvider clock, CancellationToken cancel)
    {
        if (ShowOpenings.OwnOf(context.RequireActor()) is not { } own) return Pages.Refuse(ShowOpenings.NotByAgents);
        context.Response.Headers.CacheControl = "private, no-store";
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new { made = clock.Now().ToString(), parts = await desk.Copy(own, cancel) }, Json.Options);
        return Results.File(bytes, "application/json", "我的信息.json");
    }

    private static async Task<IResult> Correct(FormReader form, HttpContext context, PersonalDataDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (ShowOpenings.OwnOf(actor) is not { } own) return Pages.Refuse(ShowOpenings.NotByAgents);
        var field = form.Choice("field", "更正什么", PersonalDataDesk.Fields);
        var value = form.Text("value", "应当是", 120);
        var why = form.LongText("why", "怎样核对", 500, required: false);
        if (!form.Ok) return Pages.Again<DataPage>(await desk.Of(own, false, form.State, cancel));
        await desk.Ask(actor, own, Enum.Parse<CorrectedField>(field), value, why, cancel);
        return Results.LocalRedirect(Path + "?asked=1");
    }

    private static async Task<IResult> Erase(FormReader form, HttpContext context, PersonalDataDesk desk, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (ShowOpenings.OwnOf(actor) is not { } own) return Pages.Refuse(ShowOpenings.NotByAgents);
        if ((form.Raw("confirm") ?? "").Trim() != Confirmation) form.Refuse("confirm", $"请填写“{Confirmation}”两个字，表示您确实要删除");
        var kept = await desk.MustStay(own, cancel);
        if (kept.Count > 0) form.Refuse("", "下面列出的依法还要保存，现在不能删除；到期以后您可以再来。", new Citation("personal-information-law-2021", "第四十七条"));
        if (!form.Ok) return Pages.Again<DataPage>(await desk.Of(own, false, form.State, cancel));
        await desk.Erase(own, actor, cancel);
        return Pages.Show<ErasedPage>();
    }
}

public sealed record DataModel(IReadOnlyList<PersonalPart> Parts, IReadOnlyList<KeptPart> Kept, IReadOnlyList<CorrectionModel> Corrections, bool Asked, FormState Form);

public sealed record CorrectionModel(string Path, string Field, string Value, string? Why, Instant At, DateOnly Due, bool? Granted, string? Answer, string Whose);
