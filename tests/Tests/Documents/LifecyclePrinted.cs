using System.Text;
using OneWindow.Cases;
using OneWindow.Tests.Modules.Rulebooks;

namespace OneWindow.Tests.Documents;

/// <summary>docs/generated/case-lifecycle.md: the table that buttons, API and audit read, as a table and a diagram.</summary>
public sealed class LifecyclePrinted
{
    private static readonly (string Name, OneWindow.Kernel.RegionCode Place)[] Places =
        [("青岛", TheLaw.Shinan), ("河北某市", TheLaw.HebeiCity), ("重庆", TheLaw.Shapingba), ("鄠邑", TheLaw.Huyi)];

    [Fact]
    public void The_lifecycle_is_printed()
    {
        var text = new StringBuilder("# 办件的生命周期\n\n由测试打印，不手写。每行：从哪个状态，谁，做什么，到哪个状态，行政许可在各地的依据。标“↔”的，由业务系统办理的事项在那边办，以签名的消息回传。\n\n");
        text.Append("| T | 从 | 动作 | 谁 | 到 | 参数 | ").AppendJoin(" | ", Places.Select(p => p.Name)).Append(" |\n|---|---|---|---|---|---|").Append(string.Concat(Places.Select(_ => "---|"))).Append('\n');
        foreach (var step in CaseLifecycle.Steps)
        {
            var bases = Places.Select(p => step.Basis(TheLaw.Rules(p.Place)).ToString());
            text.Append($"| {step.T} | {step.From.Words()} | {ActWords.Of(step.Act)}{(LineRules.Theirs.Contains(step.Act) ? " ↔" : "")} | {step.Role} | {string.Join("、", step.To.Select(s => s.Words()))} | `{step.Switch}` | ")
                .AppendJoin(" | ", bases).Append(" |\n");
        }

        text.Append("\n```mermaid\nstateDiagram-v2\n  [*] --> Submitted : 提交申请\n");
        foreach (var line in CaseLifecycle.Steps.SelectMany(s => s.To.Where(to => to != s.From).Select(to => $"  {s.From} --> {to} : {ActWords.Of(s.Act)}")).Distinct()) text.Append(line).Append('\n');
        foreach (var end in Enum.GetValues<CaseStatus>().Where(s => s.IsEnd())) text.Append($"  {end} --> [*]\n");
        text.Append("```\n\n## 怎样纠正\n\n每个动作办错了怎么办。撤回误操作只在一分钟之内、没有告知任何人时；其余都另出一步，原来的记录不改。\n\n| 动作 | 怎样纠正 | 说明 |\n|---|---|---|\n");
        foreach (var act in Undoing.Acts) text.Append($"| {ActWords.Of(act)} | {string.Join("、", Undoing.Of(act).Select(w => w.Words()))} | {Undoing.NoteOf(act)} |\n");
        Printed.Check("docs/generated/case-lifecycle.md", text.ToString());
    }

    [Fact]
    public void Every_act_says_how_it_is_put_right_and_only_what_nobody_hears_of_is_undone()
    {
        Assert.Equal(CaseLifecycle.Steps.Select(s => s.Act).Append(nameof(Submit)).Distinct().Order(StringComparer.Ordinal), Undoing.Acts.Order(StringComparer.Ordinal));
        Assert.Equal(UndoRules.Undoable.Order(StringComparer.Ordinal), Undoing.Acts.Where(a => Undoing.Of(a).Contains(Way.Undo)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_switch_of_the_table_has_an_article_in_every_place()
    {
        foreach (var (name, place) in Places)
        {
            foreach (var step in CaseLifecycle.Steps)
            {
                Assert.True(TheLaw.Shelf.ArticleOf(step.Basis(TheLaw.Rules(place))) is not null, $"{name}: {step.T} {step.Act} cites {step.Basis(TheLaw.Rules(place))}");
            }
        }
    }
}
