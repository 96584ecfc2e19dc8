using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Security;

/// <summary>安全事件的处置 (河北方案 四（四）): what the security log says that somebody must look at, and what was done about it, written once.</summary>
internal static class HandleEvents
{
    public const string Path = "/workbench/security/events";
    public const string NoteField = "note";
    private const int MostNote = 500;
    private const int PageSize = 50;

    private static readonly Refusal Done = new("security.event-handled", "这个事件已经处置过了，处置说明写下后不能再改。", PlatformRules.Order);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ListSecurityEvents").AllowRoles(SecurityDesk.Readers);
        routes.MapPost($"{Path}/{{sequence:long}}", Handle).WithName(nameof(HandleEvents)).AllowRoles(Role.SecurityAdministrator);
    }

    private static async Task<IResult> Show(HttpContext context, SecurityDb db, ISecurityLog log, CancellationToken cancel, long before = long.MaxValue) =>
        Pages.Show<SecurityEventsPage>(await ModelOf(context.RequireActor(), db, log, before, null, FormState.Empty, cancel));

    private static async Task<IResult> Handle(
        [FromRoute(Name = "sequence")] long number, FormReader form, HttpContext context, SecurityDb db, ISecurityLog log, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await log.Find(number, cancel) is not { Alarm: true } line) return Pages.Refuse(SecurityDesk.NotFound);
        if (await db.Handlings.AnyAsync(h => h.Number == number, cancel)) return Pages.Refuse(Done);
        var note = form.LongText(NoteField, "处置说明", max: MostNote, min: 4);
        if (!form.Ok) return Pages.Again<SecurityEventsPage>(await ModelOf(actor, db, log, number + 1, number, form.State, cancel));
        db.Handlings.Add(new HandlingRow { Number = number, Note = note, By = actor.Id, At = clock.Now() });
        await db.SaveWithLine(clock.Now(), LogKind.Handling, actor.Id, string.Create(CultureInfo.InvariantCulture, $"security-log/{number}"), $"处置“{line.Words}”：{note}", cancel);
        return Results.LocalRedirect(Path);
    }

    private static async Task<SecurityEventsModel> ModelOf(
        Actor actor, SecurityDb db, ISecurityLog log, long before, long? refused, FormState form, CancellationToken cancel)
    {
        var lines = await log.Alarms(before, PageSize + 1, cancel);
        var page = lines.Take(PageSize).ToList();
        var numbers = page.Select(l => l.Number).ToList();
        var handled = await db.Handlings.AsNoTracking().Where(h => numbers.Contains(h.Number)).ToDictionaryAsync(h => h.Number, cancel);
        var names = await log.Names([.. page.Select(l => l.Account).Concat(handled.Values.Select(h => h.By)).OfType<string>().Distinct()], cancel);
        return new SecurityEventsModel(
            [
                .. page.Select(l =>
                {
                    var done = handled.GetValueOrDefault(l.Number);
                    return new SecurityEventModel(
                        l.Number, l.At, l.Words, l.Account is null ? "—" : names.GetValueOrDefault(l.Account, "（申请人）"),
                        done is null ? null : new HandledModel(done.Note, names.GetValueOrDefault(done.By, "—"), done.At), l.Number == refused ? form : FormState.Empty);
                }),
            ],
            SecurityDesk.MayWrite(actor), form,
            lines.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"{Path}?before={page[^1].Number}") : null, before == long.MaxValue ? null : Path);
    }
}

public sealed record SecurityEventsModel(IReadOnlyList<SecurityEventModel> Events, bool MayWrite, FormState Form, string? Next, string? First);

/// <param name="Handled">Null: 待处置.</param>
public sealed record SecurityEventModel(long Number, Instant At, string What, string Whose, HandledModel? Handled, FormState Form);

public sealed record HandledModel(string Note, string By, Instant At);
