using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>完整记录: every entry of a case's log with its hash, and the same as a file with the bodies exactly as they were hashed.</summary>
internal static class ShowLog
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cases/{number}/log", Show).WithName(nameof(ShowLog)).AllowRoles(Role.Applicant);
        routes.MapGet("/cases/{number}/log.json", Download).WithName("DownloadLog").AllowRoles(Role.Applicant);
    }

    private static async Task<IResult> Show(string number, HttpContext context, OwnCases own, ICases cases, IDirectory directory, CancellationToken cancel)
    {
        if (await own.Find(number, context.RequireActor(), cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var log = await cases.Log(open.Number, cancel);
        return Pages.Show<LogPage>(new LogModel(
            open.Number.ToString(), open.Guide.Name,
            [
                .. log.Select(e => new LogEntryModel(
                    e.Sequence, Words.Of(e.At), EventWords.Of(CaseEnvelope.Read(e.Body).Event, open).Words, WhoOf(e, directory), e.Basis, e.Hash)),
            ]));
    }

    private static async Task<IResult> Download(string number, HttpContext context, OwnCases own, ICases cases, CancellationToken cancel)
    {
        if (await own.Find(number, context.RequireActor(), cancel) is not { } open) return Pages.Refuse(OwnCases.Unknown);
        var log = await cases.Log(open.Number, cancel);
        var file = new LogFile(
            open.Number.ToString(), "SM3(0x00 || previous || body), body as UTF-8; previous of the first entry: 32 zero bytes",
            [.. log.Select(e => new LogFileEntry(e.Sequence, e.Body, e.Hash))]);
        return Results.File(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(file, Json.Options)), "application/json; charset=utf-8", $"{open.Number}-log.json");
    }

    /// <summary>By hat and organisation; accounts are not named.</summary>
    private static string WhoOf(CaseEntry entry, IDirectory directory) =>
        entry.Organisation is { } id && directory.Organisation(id) is { } organisation ? $"{organisation.ShortName} {RoleWords.Of(entry.Role)}" : RoleWords.Of(entry.Role);

    internal sealed record LogFile(string Case, string Hash, IReadOnlyList<LogFileEntry> Entries);

    internal sealed record LogFileEntry(int Seq, string Body, string Hash);
}

public sealed record LogModel(string Number, string Item, IReadOnlyList<LogEntryModel> Entries);

public sealed record LogEntryModel(int Sequence, string At, string What, string Who, IReadOnlyList<Citation> Basis, string Hash);
