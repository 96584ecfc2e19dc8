using System.Text;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>The register in words, for the person whose data it is and for whoever looks into a clue.</summary>
internal sealed class OpeningViews(ISubjects subjects, OpeningRegister register, IDirectory directory, TimeProvider clock)
{
    public static string SaidContext(string opening) => $"identity.opening_clues/{opening}/said";

    public static string AnswerContext(string opening) => $"identity.opening_clues/{opening}/answer";

    /// <summary>What the person is shown today: everything but what an agreed secrecy still covers.</summary>
    public IQueryable<OpeningRow> ShownTo(IdentityDb db, string subject)
    {
        var today = clock.Now().Date;
        var secret = db.Set<SecrecyRow>().Where(s => s.Subject == subject && s.Agreed && s.Until >= today);
        return db.Set<OpeningRow>().AsNoTracking().Where(o => o.Subject == subject && !secret.Any(s => s.Office == o.Office && o.FirstAt >= s.AskedAt));
    }

    public async Task<IReadOnlyList<OpeningModel>> Of(IdentityDb db, IReadOnlyList<OpeningRow> rows, string subject, CancellationToken cancel)
    {
        var (ids, accounts) = (rows.Select(r => r.Id).ToList(), rows.Select(r => r.Account).Distinct().ToList());
        var names = await db.Accounts.AsNoTracking().Where(a => accounts.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Name, cancel);
        var clues = await db.Set<ClueRow>().AsNoTracking().Where(c => ids.Contains(c.Opening)).ToDictionaryAsync(c => c.Opening, cancel);
        var secrecies = await db.Set<SecrecyRow>().AsNoTracking().Where(s => s.Subject == subject && s.Agreed).ToListAsync(cancel);
        List<OpeningModel> models = [];
        foreach (var row in rows)
        {
            var secret = secrecies.Find(s => s.Office == row.Office && row.FirstAt >= s.AskedAt && row.FirstAt.Date <= s.Until);
            var why = row.Reason is not null && await register.WordsOf(row, cancel) is { Length: > 0 } words ? $"{row.Purpose}：{words}" : row.Purpose;
            models.Add(new OpeningModel(
                row.Id, row.FirstAt, row.LastAt, row.Times, WhoOf(row, names.GetValueOrDefault(row.Account)), why, WhatOf(row.Depth), row.Case,
                secret is null ? null : $"{secret.Basis}，到{Words.Of(secret.Until)}。", clues.TryGetValue(row.Id, out var clue) ? await Of(clue, cancel) : null));
        }

        return models;
    }

    public async Task<ClueModel> Of(ClueRow clue, CancellationToken cancel) => new(
        clue.At, clue.Due, await Open(clue.Subject, SaidContext(clue.Opening), clue.Said, cancel), clue.Lawful,
        clue.AnsweredAt is null ? null : await Open(clue.Subject, AnswerContext(clue.Opening), clue.Answer, cancel) ?? "（答复已依法删除）", clue.AnsweredAt);

    /// <summary>青岛市市南区行政审批服务局　审查人员　宋某</summary>
    public string WhoOf(OpeningRow row, string? name)
    {
        var office = row.Office is { } id ? directory.Organisation(id)?.Name ?? id : directory.PlaceName(row.Place);
        return $"{office}　{RoleWords.Of(row.Role)}{(name is { Length: > 0 } ? $"　{name.EnumerateRunes().First()}某" : "")}";
    }

    public static string WhatOf(OpeningDepth depth) => depth switch
    {
        OpeningDepth.Record => "打开了您的身份资料",
        OpeningDepth.Content => "打开了您的申请内容、文书或者文件",
        OpeningDepth.InFull => "要求显示您的完整信息（号码、电话不打码）",
        OpeningDepth.Exported => "把您列在一份导出的清单里",
        _ => throw new ArgumentOutOfRangeException(nameof(depth), depth, "A depth without words."),
    };

    private async ValueTask<string?> Open(string subject, string context, byte[]? kept, CancellationToken cancel) =>
        kept is not null && await subjects.Open(subject, context, kept, cancel) is { } plain ? Encoding.UTF8.GetString(plain) : null;
}
