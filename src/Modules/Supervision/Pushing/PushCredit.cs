using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Supervision;

/// <summary>推送信用信息: writes each message from the case's log when it is sent, signs it, and sends it under one key until the platform says that it has it.</summary>
internal sealed class PushCredit(
    IDbContextFactory<SupervisionDb> contexts, CreditPlatform platform, ICases cases, ISubjects subjects, IDirectory directory, OutboxBell bell, TimeProvider clock, ILogger<PushCredit> log)
    : DueWorker<SupervisionDb, CreditRow>(contexts, bell, clock, log)
{
    public override string Title => "信用信息推送";

    protected override async Task Step(SupervisionDb db, CreditRow row, CancellationToken cancel)
    {
        var now = Clock.Now();
        if (row.SentAt is not null) row.Went(null);
        else if (await Write(row, cancel) is not { } body) row.Fail("申请人的资料已依法删除");
        else
        {
            switch (await platform.Push(row.Id, body, cancel))
            {
                case OutsideAnswer.Said said when said.As<CreditSaid>() is { Received: { Length: > 0 and <= 100 } receipt }:
                    (row.SentAt, row.Receipt) = (now, receipt);
                    row.Went(null);
                    break;
                case OutsideAnswer.No no:
                    row.Fail(no.Reason);
                    break;
                case OutsideAnswer.Later later:
                    row.Postpone(later.Reason, now);
                    break;
                default:
                    row.Postpone("信用平台的回答无法识别", now);
                    break;
            }
        }
    }

    /// <summary>The message's bytes; null where whom it is about was lawfully erased.</summary>
    private async Task<byte[]?> Write(CreditRow row, CancellationToken cancel)
    {
        var number = CaseNumber.Parse(row.Case);
        var facts = await cases.Find(number, cancel) ?? throw new InvalidOperationException($"{row.Case} is unknown.");
        var log = await cases.Log(number, cancel);
        var filed = log.First(e => e.Type == "case.submitted/1");
        var told = log.Single(e => e.Sequence == row.Sequence);
        if (await subjects.Find(facts.Subject, cancel) is not { } subject) return null;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                @case = row.Case,
                commitment = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.Case}-{filed.Sequence}"),
                kind = row.Kind,
                outcome = Outcome(row.Kind, told.Data),
                told = filed.Data.GetProperty("commitment").GetProperty("told").GetString(),
                materials = filed.Data.GetProperty("commitment").GetProperty("materials"),
                item = facts.Item,
                itemName = facts.ItemName,
                subject = new { name = subject.Name, number = SubjectPapers.Plain(subject.Number), kind = subject.Kind },
                organisation = new { id = row.Organisation, name = directory.Organisation(row.Organisation)?.Name },
                at = row.HappenedAt,
                log = told.Hash,
            },
            Json.Options);
    }

    private static string? Outcome(CreditKind kind, JsonElement data) => kind switch
    {
        CreditKind.Performance => data.GetProperty("outcome").GetString(),
        CreditKind.Revocation => data.GetProperty("revoked").GetBoolean() ? "revoked" : "to-be-corrected",
        _ => null,
    };
}
