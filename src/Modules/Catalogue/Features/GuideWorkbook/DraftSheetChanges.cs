using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OneWindow.Kernel;

namespace OneWindow.Catalogue;

/// <summary>What was changed in a workbook since it was exported; a cell whose words are the same as then is no change, whoever changed the draft meanwhile.</summary>
/// <param name="Seen">The revision that it was exported at.</param>
/// <param name="Errors">Cells that cannot be read, with sheet and row: they change nothing.</param>
internal sealed record DraftSheetChanges(IReadOnlyList<DraftEdit> Edits, int Seen, IReadOnlyList<string> Errors)
{
    public static Outcome<DraftSheetChanges> Of(IReadOnlyList<DraftSheet> sheets, DraftLog log, DraftStamp here)
    {
        if (sheets.FirstOrDefault(s => s.Name == DraftSheets.First) is not { } first) return No($"没有“{DraftSheets.First}”这张表。请用从这份草稿导出的工作簿。");
        var stamp = first.Rows.FirstOrDefault(r => r.Count > 2 && r[0] == DraftSheets.Stamp)?[2].Split(' ') ?? [];
        if (stamp is not [var change, var item, var number] || change != here.Change || item != here.Item
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seen) || seen > here.Revision)
            return No("这份工作簿不是从这份草稿导出的。请先导出，再在导出的文件里改。");

        var reading = new Reading(log.At(seen));
        reading.Once(first);
        foreach (var (name, list) in DraftSheets.Lists)
        {
            if (sheets.FirstOrDefault(s => s.Name == name) is { Heads.Count: > 0 } sheet) reading.List(sheet, list);
        }

        return new DraftSheetChanges(reading.Edits, seen, reading.Errors);
    }

    private static Refusal No(string words) => new("catalogue.workbook-other", words, PlatformRules.Files);

    private sealed class Reading(DraftDocument before)
    {
        public List<DraftEdit> Edits { get; } = [];

        public List<string> Errors { get; } = [];

        public void Once(DraftSheet sheet)
        {
            foreach (var (number, row) in sheet.Rows.Index())
            {
                var (path, cell) = (At(row, 0), At(row, 2));
                if (path is DraftSheets.Stamp || row.All(c => c.Length == 0)) continue;
                if (DraftSheets.Once.FirstOrDefault(f => f.Path == path) is { } field) Cell(field, path, cell, sheet, number);
                else Errors.Add($"“{sheet.Name}”第 {number + 2} 行：没有标识为“{path}”的要素，标识列不要改");
            }
        }

        public void List(DraftSheet sheet, DraftListModel list)
        {
            var inner = DraftSheets.IsInner(list);
            var (ids, pages) = (Head(sheet, DraftSheets.Id), inner ? Head(sheet, DraftSheets.Page) : -1);
            if (ids < 0 || (inner && pages < 0))
            {
                Errors.Add($"“{sheet.Name}”缺少“{(ids < 0 ? DraftSheets.Id : DraftSheets.Page)}”列，这张表没有动");
                return;
            }

            foreach (var unknown in sheet.Heads.Where((h, i) => h.Length > 0 && i != ids && i != pages && list.Fields.All(f => f.Label != h)))
                Errors.Add($"“{sheet.Name}”的“{unknown}”列不认识，没有动");
            var (kept, added) = (new List<string>(), new Dictionary<string, int>());
            foreach (var (number, row) in sheet.Rows.Index())
            {
                if (row.All(c => c.Length == 0)) continue;
                var (id, home) = (At(row, ids), inner ? $"form/{At(row, pages)}/fields" : list.Path);
                var path = $"{home}/{id}";
                if (inner && before.Node($"form/{At(row, pages)}") is null) Errors.Add($"“{sheet.Name}”第 {number + 2} 行：没有标识为“{At(row, pages)}”的页");
                else if (id.Length == 0) Add(sheet, list, home, row, number, added);
                else if (before.Node(path) is null) Errors.Add($"“{sheet.Name}”第 {number + 2} 行：没有标识为“{id}”的{list.One}。新加的一行，标识留空");
                else if (kept.Contains(path)) Errors.Add($"“{sheet.Name}”第 {number + 2} 行：标识“{id}”出现了两次，只看前一行");
                else
                {
                    kept.Add(path);
                    foreach (var field in list.Fields)
                    {
                        if (Head(sheet, field.Label) is var column and >= 0) Cell(field, $"{path}/{field.Path}", At(row, column), sheet, number);
                    }
                }
            }

            Edits.AddRange(DraftSheets.Items(before, list).Except(kept).Select(gone => new DraftEdit(gone, before.Get(gone), null)));
            Order(kept);
        }

        private void Cell(DraftFieldModel field, string path, string cell, DraftSheet sheet, int number)
        {
            var was = before.Get(path);
            if (Same(DraftText.Cell(field, was, before), cell)) return;
            var (json, wrong) = DraftText.Read(field, cell, before);
            if (wrong is not null) Errors.Add($"“{sheet.Name}”第 {number + 2} 行“{field.Label}”：{wrong}，现在是“{(cell.Length > 40 ? cell[..40] + "…" : cell)}”");
            else if (json != was) Edits.Add(new DraftEdit(path, was, json));
        }

        private void Add(DraftSheet sheet, DraftListModel list, string home, IReadOnlyList<string> row, int number, Dictionary<string, int> added)
        {
            var path = $"{home}/n{RandomNumberGenerator.GetHexString(6, lowercase: true)}";
            var begins = JsonNode.Parse(list.Begins)!.AsObject();
            var earlier = added.GetValueOrDefault(home);
            added[home] = earlier + 1;
            begins[DraftDocument.Rank] = before.NextRank(home) + earlier;
            var values = new List<(string, string?)> { (path, begins.ToJsonString()) };
            var wrongs = Errors.Count;
            foreach (var field in list.Fields)
            {
                if (Head(sheet, field.Label) is not (var column and >= 0) || At(row, column) is not { Length: > 0 } cell) continue;
                var (json, wrong) = DraftText.Read(field, cell, before);
                if (wrong is not null) Errors.Add($"“{sheet.Name}”第 {number + 2} 行“{field.Label}”：{wrong}，现在是“{cell}”");
                values.Add(($"{path}/{field.Path}", json));
            }

            var document = DraftDocument.Empty.With(values);
            if (document.TextAt($"{path}/{list.Title}").Length == 0) Errors.Add($"“{sheet.Name}”第 {number + 2} 行：新加的一行要写“{list.Fields.First(f => f.Path == list.Title).Label}”");
            if (Errors.Count == wrongs) Edits.Add(new DraftEdit(path, null, document.Get(path)));
        }

        /// <summary>Rows in another order: the ranks there are go round.</summary>
        private void Order(List<string> kept)
        {
            foreach (var list in kept.GroupBy(p => DraftDocument.ListOf(p)!))
            {
                var ranks = list.Select(p => long.Parse(before.Get($"{p}/{DraftDocument.Rank}")!, CultureInfo.InvariantCulture)).Order().ToList();
                foreach (var (place, path) in list.Index())
                {
                    var rank = $"{path}/{DraftDocument.Rank}";
                    if (before.Get(rank) != $"{ranks[place]}") Edits.Add(new DraftEdit(rank, before.Get(rank), $"{ranks[place]}"));
                }
            }
        }

        private static bool Same(string was, string now) => was.ReplaceLineEndings("\n").Trim() == now.ReplaceLineEndings("\n").Trim();

        private static int Head(DraftSheet sheet, string words) => sheet.Heads.ToList().IndexOf(words);

        private static string At(IReadOnlyList<string> row, int column) => column < row.Count ? row[column] : "";
    }
}
