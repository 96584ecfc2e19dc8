using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>Authorities as pages show them: names in words, items by their names, uses with who and when.</summary>
internal sealed class AuthorityViews(IdentityDb db, Authorities authorities, SubjectVault subjects, TimeProvider clock, IEnumerable<ICatalogue> catalogues, IEnumerable<ICases> cases)
{
    private const int MostUses = 50;
    private const string Erased = "（资料已依法删除）";

    public async Task<AuthorityModel> Of(AuthorityRow row, CancellationToken cancel)
    {
        var words = await authorities.Words(row, cancel);
        var principal = await subjects.Find(row.Principal, cancel);
        var items = new List<string>();
        foreach (var item in row.ItemList ?? []) items.Add(await NameOf(item, cancel));
        var (standing, kind) = Standing(row);
        return new AuthorityModel(
            row.Id, row.Number, principal?.Name ?? Erased, words?.Agent ?? Erased, words is null ? "" : Masked(row.Kind, words.Number), KindWords(row.Kind), [.. row.PowerList.Select(PowerWords.Of)],
            row.Items is null ? null : items, row.From, row.Until, row.GivenAt, row.AtCounter, standing, kind, row.EndedAt is null && row.Until >= clock.Now().Date, row.AcceptedAt is null, row.ToConfirm, await Staff(row, cancel));
    }

    public async Task<IReadOnlyList<AuthorityModel>> Of(IEnumerable<AuthorityRow> rows, CancellationToken cancel)
    {
        var models = new List<AuthorityModel>();
        foreach (var row in rows) models.Add(await Of(row, cancel));
        return models;
    }

    /// <summary>What agents did for this principal, the newest first; of one authority, or of all.</summary>
    public async Task<IReadOnlyList<AuthorityUseModel>> Uses(string principal, string? authority, CancellationToken cancel)
    {
        var uses = db.AuthorityUses.AsNoTracking().Where(u => u.Principal == principal);
        if (authority is not null) uses = db.AuthorityUses.AsNoTracking().Where(u => u.Authority == authority && u.Principal == principal);
        var rows = await uses.OrderByDescending(u => u.At).Take(MostUses).ToListAsync(cancel);
        var accounts = rows.Select(r => r.Account).Distinct().ToList();
        var selves = await db.Hats.AsNoTracking().Where(h => accounts.Contains(h.Account) && h.Capacity == Capacity.Self).ToDictionaryAsync(h => h.Account, h => h.Subject, cancel);
        var people = await subjects.FindAll(selves.Values, cancel);
        var models = new List<AuthorityUseModel>();
        foreach (var row in rows)
        {
            var source = cases.FirstOrDefault();
            var facts = source is not null && CaseNumber.TryParse(row.Case, out var number) ? await source.Find(number, cancel) : null;
            var who = selves.TryGetValue(row.Account, out var self) && people.TryGetValue(self, out var person) ? person.Name : "已注销的账号";
            models.Add(new AuthorityUseModel(row.At, who, source?.WordsOf(row.Type) ?? row.Type, facts?.ItemName ?? "", row.Case));
        }

        return models;
    }

    public async Task<string> NameOf(string item, CancellationToken cancel) =>
        catalogues.FirstOrDefault() is { } catalogue && await catalogue.Current(item, cancel) is { } guide ? guide.Name : item;

    public static string KindWords(AuthorityKind kind) => kind switch
    {
        AuthorityKind.Person => "个人",
        AuthorityKind.Firm => "单位",
        AuthorityKind.Relative => "亲友",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A kind without a word."),
    };

    private async Task<IReadOnlyList<StaffingModel>> Staff(AuthorityRow row, CancellationToken cancel)
    {
        if (row.Kind != AuthorityKind.Firm) return [];
        var rows = await db.Staffing.AsNoTracking().Where(s => s.Authority == row.Id).OrderBy(s => s.At).ToListAsync(cancel);
        var people = await subjects.FindAll(rows.Select(r => r.Person), cancel);
        return [.. rows.Select(r => new StaffingModel(r.Id, people.GetValueOrDefault(r.Person)?.Name ?? "已注销的人员", r.At, r.RemovedAt))];
    }

    private (string Words, StatusKind Kind) Standing(AuthorityRow row)
    {
        var today = clock.Now().Date;
        if (row.EndedAt is { } ended)
        {
            var how = row.Ending switch
            {
                AuthorityEnding.Revoked => "委托人已撤销",
                AuthorityEnding.Resigned => row.AcceptedAt is null ? "受托人没有接受" : "受托人已辞去",
                AuthorityEnding.ByTelephone => "来电终止",
                AuthorityEnding.Erased => "一方的资料已依法删除，随之终止",
                _ => "到窗口终止",
            };
            return ($"{how}（{Ui.Words.Of(ended)}）", StatusKind.Neutral);
        }

        if (row.Until < today) return ("已到期", StatusKind.Neutral);
        if (row.AcceptedAt is null) return ("等受托人接受", StatusKind.Active);
        return row.From > today ? ($"{Ui.Words.ShortOf(row.From)}起有效", StatusKind.Active) : ("有效", StatusKind.Done);
    }

    private static string Masked(AuthorityKind kind, string number) => kind == AuthorityKind.Firm ? SubjectPapers.Plain(number) : Masking.Identifier(SubjectPapers.Plain(number));
}

/// <param name="Items">Null: all.</param>
/// <param name="Open">It can still be ended.</param>
public sealed record AuthorityModel(
    string Id, string Number, string Principal, string Agent, string AgentNumber, string Kind, IReadOnlyList<string> Powers, IReadOnlyList<string>? Items, DateOnly From, DateOnly Until, Instant GivenAt,
    bool AtCounter, string Standing, StatusKind Status, bool Open, bool Waiting, bool ToConfirm, IReadOnlyList<StaffingModel> Staff)
{
    public string Term => $"{Words.ShortOf(From)} 到 {Words.ShortOf(Until)}";

    public string Scope => Items is null ? "全部事项" : string.Join("、", Items);
}

public sealed record StaffingModel(string Id, string Name, Instant Since, Instant? RemovedAt);

/// <param name="Did">提交了申请, …</param>
public sealed record AuthorityUseModel(Instant At, string Who, string Did, string Item, string Case);
