using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using OneWindow.Catalogue;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Catalogue.Drafting;

/// <summary>However two writers' edits fall between each other: nothing is lost, nothing is overwritten unseen, and the edits replayed are the document.</summary>
public sealed class DraftLogProperties
{
    private static readonly Instant Now = World.At("2025-03-03 09:00");
    private static readonly string[] Ids = ["a", "b", "c"];

    /// <summary>One thing a writer does, on the page that he has before him or on a fresh one.</summary>
    private sealed record Step(int Writer, bool Looks, int Kind, int Target, int Value);

    private sealed record Sent(string By, DraftEdit Edit, bool Present);

    private static DraftDocument Begun { get; } = DraftDocument.Of(new JsonObject
    {
        ["name"] = "食品经营许可",
        ["visits"] = 0,
        ["materials"] = new JsonArray([.. Ids.Select(id => new JsonObject { ["id"] = id, ["name"] = $"材料{id}", ["copies"] = 1 })]),
        ["conditions"] = new JsonArray("有场所", "有人员"),
    });

    private static Gen<Step> Steps =>
        from writer in Gen.Choose(0, 1)
        from looks in Gen.Frequency((1, Gen.Constant(true)), (2, Gen.Constant(false)))
        from kind in Gen.Choose(0, 7)
        from target in Gen.Choose(0, 2)
        from value in Gen.Choose(1, 4)
        select new Step(writer, looks, kind, target, value);

    private static IEnumerable<DraftEdit> EditsOf(Step step, DraftDocument seen)
    {
        var ids = seen.Ids("materials");
        var item = ids.Count == 0 ? "materials/a" : $"materials/{ids[step.Target % ids.Count]}";
        (string Path, string? After)[] wanted = step.Kind switch
        {
            0 => [("name", $"\"名称{step.Value}\"")],
            1 => [("visits", $"{step.Value}")],
            2 or 3 => [($"{item}/name", $"\"材料{step.Value}\"")],
            4 => [($"{item}/format", step.Value == 1 ? null : $"\"A{step.Value}\"")],
            5 => [(item, null)],
            6 => [($"materials/n{step.Writer}{step.Value}", DraftDocument.Canonical(new JsonObject { ["name"] = "新的", [DraftDocument.Rank] = seen.NextRank("materials") }))],
            _ => [("conditions/1/text", $"\"条件{step.Value}\"")],
        };
        return wanted.Where(w => seen.Reaches(w.Path) && (w.After is null || step.Kind != 6 || seen.Get(w.Path) is null))
            .Select(w => new DraftEdit(w.Path, seen.Get(w.Path), w.After)).Where(e => e.Before != e.After);
    }

    private static (DraftLog Log, IReadOnlyList<Sent> Sent) Run(IReadOnlyList<Step> steps)
    {
        var log = DraftLog.Begin(Begun);
        var seen = new int[2];
        var sent = new List<Sent>();
        foreach (var step in steps)
        {
            if (step.Looks) seen[step.Writer] = log.Revision;
            var by = $"w{step.Writer}";
            // Now and then somebody takes back what he did.
            if (step is { Kind: 7, Value: 4 } && log.Lines.FindLast(l => l.By == by && l.State == EditState.Applied) is { } own)
            {
                log = log.Undo(own.Number, by, Now).Match(l => l, why => throw new InvalidOperationException(why.Message));
                continue;
            }

            foreach (var edit in EditsOf(step, log.At(seen[step.Writer])))
            {
                var present = log.Now.Get(edit.Path) == edit.After;
                log = log.Apply([edit], by, Now, seen[step.Writer]);
                sent.Add(new Sent(by, edit, present));
            }
        }

        return (log, sent);
    }

    [Fact]
    public void Every_edit_is_present_undone_or_was_a_choice_and_the_lines_replayed_are_the_document() => Prop.ForAll(
        Gen.ListOf(Steps).ToArbitrary(), Gen.Choose(0, 1).ToArbitrary(),
        (steps, taking) =>
        {
            var (log, sent) = Run([.. steps]);
            foreach (var one in sent)
            {
                Assert.True(
                    one.Present || log.Lines.Exists(l => l.By == one.By && l.Path == one.Edit.Path && l.After == one.Edit.After),
                    $"Lost: {one}");
            }

            Assert.Equal(log.Now.Text, DraftLog.Replay(Begun, log.Lines).Text);
            Assert.Equal(Begun.Text, log.At(0).Text);

            // Settled one after the other, this way or that: no choice is left, and it still holds.
            while (log.Choices.FirstOrDefault() is { } choice)
            {
                var before = log.Choices.Count();
                log = log.Settle(choice.Number, (choice.Number + taking) % 2 == 0, "w9", Now, log.Revision).Match(l => l, why => throw new InvalidOperationException(why.Message));
                Assert.Equal(before - 1, log.Choices.Count());
            }

            Assert.Equal(log.Now.Text, DraftLog.Replay(Begun, log.Lines).Text);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_is_overwritten_that_its_writer_had_not_seen() => Prop.ForAll(
        Gen.ListOf(Steps).ToArbitrary(),
        steps =>
        {
            var (log, _) = Run([.. steps]);
            for (var i = 0; i < log.Lines.Count; i++)
            {
                var line = log.Lines[i];
                if (!line.Changed) continue;
                var then = DraftLog.Replay(Begun, log.Lines.Take(i));
                Assert.Equal(line.Before, then.Get(line.Path));
                // What the writer saw is what he wrote over.
                if (line.Answers is null) Assert.Equal(line.Before, DraftLog.Replay(Begun, log.Lines.Where(l => l.Number <= line.Seen)).Get(line.Path));
            }
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Different_elements_merge_and_the_same_one_becomes_a_choice_with_both_values()
    {
        var log = DraftLog.Begin(Begun);
        log = log.Apply([new DraftEdit("name", "\"食品经营许可\"", "\"甲\"")], "w0", Now, 0);
        log = log.Apply([new DraftEdit("visits", "0", "1"), new DraftEdit("name", "\"食品经营许可\"", "\"乙\"")], "w1", Now, 0);
        Assert.Equal(("\"甲\"", "1"), (log.Now.Get("name"), log.Now.Get("visits")));
        var choice = Assert.Single(log.Choices);
        Assert.Equal(("w1", "\"乙\""), (choice.By, choice.After));

        var taken = log.Settle(choice.Number, true, "w0", Now, log.Revision).Match(l => l, _ => log);
        Assert.Equal("\"乙\"", taken.Now.Get("name"));
        Assert.Equal("catalogue.choice-not-found", taken.Settle(choice.Number, false, "w0", Now, taken.Revision).Match(_ => "", why => why.Code));

        // Whoever chooses by an old page is shown the new one first.
        var moved = log.Apply([new DraftEdit("name", "\"甲\"", "\"丙\"")], "w0", Now, log.Revision);
        Assert.Equal("catalogue.changed-meanwhile", moved.Settle(choice.Number, true, "w0", Now, log.Revision).Match(_ => "", why => why.Code));
    }

    [Fact]
    public void What_is_written_into_a_removed_item_brings_it_back_where_it_is_chosen()
    {
        var log = DraftLog.Begin(Begun);
        log = log.Apply([new DraftEdit("materials/b", log.Now.Get("materials/b"), null)], "w0", Now, 0);
        log = log.Apply([new DraftEdit("materials/b/name", "\"材料b\"", "\"营业执照\"")], "w1", Now, 0);
        Assert.Equal(["a", "c"], log.Now.Ids("materials"));
        var choice = Assert.Single(log.Choices);
        log = log.Settle(choice.Number, true, "w1", Now, log.Revision).Match(l => l, _ => log);
        Assert.Equal(Ids, log.Now.Ids("materials"));
        Assert.Equal(("营业执照", "1"), (log.Now.TextAt("materials/b/name"), log.Now.Get("materials/b/copies")));
    }

    [Fact]
    public void Undo_and_redo_are_edits_of_their_own()
    {
        var log = DraftLog.Begin(Begun).Apply([new DraftEdit("materials/a", Begun.Get("materials/a"), null)], "w0", Now, 0);
        log = log.Undo(1, "w0", Now).Match(l => l, _ => log);
        Assert.Equal((Begun.Text, EditState.Undone, 2), (log.Now.Text, log.Line(1)!.State, log.Revision));
        log = log.Redo(1, "w0", Now).Match(l => l, _ => log);
        Assert.Equal(["b", "c"], log.Now.Ids("materials"));
        Assert.Equal(log.Now.Text, DraftLog.Replay(Begun, log.Lines).Text);
    }
}
