using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>
/// 基本目录: the list above is imported whole, a place claims from it, and when it changes a place is shown what differs, element by element. Nothing here is
/// overwritten by an import: only a person's answer changes anything.
/// </summary>
internal sealed class BasicLists(CatalogueDb db, UpdateTasks tasks, IRulebooks rulebooks, TimeProvider clock)
{
    /// <summary>The region nearest above (or the place itself, for a list of its own government) whose list is here; null: none was imported.</summary>
    public async Task<RegionCode?> OwnerFor(RegionCode place, CancellationToken cancel)
    {
        foreach (var above in place.UpTheTree().Skip(1))
        {
            if (await db.UpperEntries.AnyAsync(e => e.Owner == above.Number, cancel)) return above;
        }

        return null;
    }

    /// <summary>An item of the implementation list belongs to exactly one claimed entry (青岛办法 第十五条); null: it does, or no list above is here.</summary>
    public async Task<Refusal?> Orphan(Guide guide, CancellationToken cancel)
    {
        // An operator's service is none of the powers that the list above names (青岛办法 第六十条: 参照).
        if (guide.ByOperator == true || await OwnerFor(guide.Place, cancel) is null) return null;
        if (guide.BasicCode is not { } code) return new Refusal("catalogue.orphan", "没有写明对应基本目录的哪一条。请选一个认领过的编码。", Laws.Lists);
        var places = Upwards(guide.Place);
        return await db.Claims.AnyAsync(c => places.Contains(c.Place) && c.Code == code && c.Mark != ClaimMark.NotApplicable, cancel)
            ? null
            : new Refusal("catalogue.orphan", $"基本目录里没有认领过编码 {code}。请先在“认领基本目录”里认领，或者核对编码；目录里没有的，请政务服务管理机构向上级申请增补。", Laws.Lists);
    }

    /// <summary>What an item of the place may belong to: the entries claimed there or above, by name, those without an item there alone.</summary>
    public Task<List<UpperEntryRow>> Free(RegionCode place, int most, CancellationToken cancel)
    {
        var (places, from, end) = (Upwards(place), place.Number, place.End);
        return db.UpperEntries.AsNoTracking()
            // Other provinces have entries of the same code.
            .Where(e => places.Contains(e.Owner) && !e.Withdrawn && db.Claims.Any(c => c.Code == e.Code && places.Contains(c.Place) && c.Mark != ClaimMark.NotApplicable)
                && !db.Items.Any(i => i.State == ItemState.InUse && i.Place >= from && i.Place < end && i.BasicCode == e.Code))
            .OrderBy(e => e.Name).ThenBy(e => e.Code).Take(most).ToListAsync(cancel);
    }

    /// <summary>The entry of the list above that has this code; null: none.</summary>
    public async Task<UpperEntryRow?> Entry(RegionCode place, string code, CancellationToken cancel)
    {
        var places = Upwards(place);
        return await db.UpperEntries.AsNoTracking().Where(e => places.Contains(e.Owner) && e.Code == code && !e.Withdrawn).OrderByDescending(e => e.Owner).FirstOrDefaultAsync(cancel);
    }

    /// <summary>认领了还没有编制实施清单的: what a department has taken over and published no guide of.</summary>
    public IQueryable<ClaimRow> WithoutItem(RegionCode place, string? department)
    {
        var (at, from, end) = (place.Number, place.Number, place.End);
        return db.Claims.AsNoTracking().Where(c => c.Place == at && c.Mark != ClaimMark.NotApplicable && (department == null || c.Department == department)
            && !db.Items.Any(i => i.State == ItemState.InUse && i.Place >= from && i.Place < end && i.BasicCode == c.Code));
    }

    /// <summary>The place and all above it, as numbers for the database.</summary>
    private static List<long> Upwards(RegionCode place) => [.. place.UpTheTree().Select(r => r.Number)];

    public Rule? Compiler(RegionCode place) => rulebooks.For(place, ItemType.PublicService, clock.Now().Date).Find("catalog.compiler");

    public static UpperEntry Read(UpperEntryRow row) =>
        new(row.Code, row.Name, row.Type, row.Line, JsonSerializer.Deserialize<Dictionary<string, string>>(row.Elements, Json.Options)!);

    public async Task<Outcome<ClaimRow>> Claim(RegionCode place, string code, string name, ClaimMark mark, string reason, Actor actor, string? line, CancellationToken cancel)
    {
        var owner = await OwnerFor(place, cancel);
        var upper = owner is { } above ? await db.UpperEntries.AsNoTracking().SingleOrDefaultAsync(e => e.Owner == above.Number && e.Code == code && !e.Withdrawn, cancel) : null;
        if (!ClaimRules.Decide(upper is null ? null : Read(upper), mark, reason, Compiler(place), actor, line).Try(out _, out var why)) return why;
        if (mark == ClaimMark.Extra && name.Trim().Length < 2) return new Refusal("catalogue.name-missing", "请写明事项名称。", Laws.BasicList);
        var row = await db.Claims.FindAsync([place.Number, code], cancel);
        var (before, now) = (row?.Mark, clock.Now());
        if (row is null) db.Add(row = new ClaimRow { Place = place.Number, Code = code, Name = "", Reason = "", Department = "", By = "" });
        (row.Name, row.Mark, row.Reason, row.Department, row.By, row.At) = (upper?.Name ?? name.Trim(), mark, reason.Trim(), actor.Organisation ?? "", actor.Id, now);
        ListStep? step = (before, mark) switch
        {
            (null or ClaimMark.NotApplicable, not ClaimMark.NotApplicable) => ListStep.Added,
            (ClaimMark.TakenOver or ClaimMark.Extra, ClaimMark.NotApplicable) => ListStep.Removed,
            _ => null,
        };
        if (step is { } changed)
        {
            var note = new ListNote(changed == ListStep.Added ? ListReason.TakeOver : ListReason.Cancel, reason.Length > 0 ? reason : "认领上级目录", $"claims-{Words(now)}");
            await ListVersions.Note(db, ListKind.Basic, [new ListChange(place.Number, code, row.Name, row.Department, changed, 0, Instant.At(now.Date, TimeOnly.MinValue))], note, actor.Id, now, cancel);
        }

        await db.SaveChangesAsync(cancel);
        return row;
    }

    /// <summary>认领 of one day are one version of the list.</summary>
    private static string Words(Instant at) => at.Date.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The upper list as it is now: what changed becomes differences for every place that claimed the entry. Answers how many entries are new, changed, gone.</summary>
    /// <param name="from">The day from which the new version holds above; null: today.</param>
    public async Task<(int New, int Changed, int Gone)> ImportUpper(RegionCode owner, IReadOnlyList<UpperEntry> entries, CancellationToken cancel, DateOnly? from = null)
    {
        var known = await db.UpperEntries.Where(e => e.Owner == owner.Number).ToDictionaryAsync(e => e.Code, cancel);
        var number = (known.Count == 0 ? 0 : known.Values.Max(e => e.Number)) + 1;
        var (added, changed, gone) = (0, 0, 0);
        var moved = new List<(string Code, string Element, string? Before, string? After)>();
        foreach (var entry in entries)
        {
            if (!known.TryGetValue(entry.Code, out var row))
            {
                db.Add(Row(owner, entry, number));
                added++;
                continue;
            }

            var differs = entry.Against(Read(row)).Select(d => (entry.Code, d.Element, d.Before, d.After)).ToList();
            if (row.Withdrawn) differs.Add((entry.Code, "是否在目录内", "已移出", "列入"));
            if (differs.Count == 0) continue;
            changed++;
            moved.AddRange(differs);
            (row.Name, row.Type, row.Line, row.Elements, row.Number, row.Withdrawn) = (entry.Name, entry.Type, entry.Line, JsonSerializer.Serialize(entry.Elements, Json.Options), number, false);
        }

        foreach (var row in known.Values.Where(r => !r.Withdrawn).ExceptBy(entries.Select(e => e.Code), r => r.Code))
        {
            (row.Withdrawn, row.Number) = (true, number);
            moved.Add((row.Code, "是否在目录内", "列入", "已移出"));
            gone++;
        }

        await Tell(owner, number, moved, from ?? clock.Now().Date, cancel);
        await db.SaveChangesAsync(cancel);
        return (added, changed, gone);
    }

    /// <summary>Each place that took the entry over, and each of its items, is asked; nothing of theirs changes.</summary>
    private async Task Tell(RegionCode owner, int number, List<(string Code, string Element, string? Before, string? After)> moved, DateOnly effective, CancellationToken cancel)
    {
        var codes = moved.Select(m => m.Code).Distinct().ToList();
        var (from, end, now) = (owner.Number, owner.End, clock.Now());
        var claims = await db.Claims.AsNoTracking().Where(c => c.Place > from && c.Place < end && c.Mark == ClaimMark.TakenOver && codes.Contains(c.Code)).ToListAsync(cancel);
        foreach (var claim in claims)
        {
            foreach (var (_, element, before, after) in moved.Where(m => m.Code == claim.Code))
                db.Add(new UpperDifferenceRow { Place = claim.Place, Code = claim.Code, Number = number, Element = element, Before = before, After = after, From = effective, At = now });
        }

        var items = await db.Items.AsNoTracking().Where(i => i.State == ItemState.InUse && i.Place > from && i.Place < end && i.BasicCode != null && codes.Contains(i.BasicCode)).ToListAsync(cancel);
        foreach (var item in items)
        {
            var elements = string.Join('、', moved.Where(m => m.Code == item.BasicCode).Select(m => m.Element));
            db.Add(tasks.Row(item, UpdateCause.Upper, $"上级目录第 {number} 版改了：{elements}", $"upper-{owner}-{number}", now));
        }
    }

    private static UpperEntryRow Row(RegionCode owner, UpperEntry entry, int number) => new()
    {
        Owner = owner.Number, Code = entry.Code, Name = entry.Name, Type = entry.Type, Line = entry.Line, Elements = JsonSerializer.Serialize(entry.Elements, Json.Options), Number = number,
    };

    /// <summary>对照清单的一项 is answered; only taking over leads to a change, and that goes the way of every change.</summary>
    public async Task<Outcome<UpperDifferenceRow>> Answer(RegionCode place, string code, int number, string element, UpperAnswer answer, string reason, Actor actor, CancellationToken cancel)
    {
        if (await db.UpperDifferences.FindAsync([place.Number, code, number, element], cancel) is not { } row) return new Refusal("catalogue.not-found", "对照清单里没有这一项。", Laws.BasicList);
        if (answer == UpperAnswer.Open) return new Refusal("catalogue.answer-missing", "请选择怎样处理。", Laws.BasicList);
        if (answer is UpperAnswer.Keep or UpperAnswer.Question && reason.Trim().Length < 4) return new Refusal("catalogue.reason-missing", "保留本地的或者提出疑问的，请写明理由。", Laws.BasicList);
        (row.Answer, row.Reason, row.By, row.At) = (answer, reason.Trim(), actor.Id, clock.Now());
        await db.SaveChangesAsync(cancel);
        return row;
    }
}
