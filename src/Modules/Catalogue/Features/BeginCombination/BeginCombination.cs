using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Catalogue;

/// <summary>新建组合: from one of four templates; what it is made of comes afterwards.</summary>
internal static partial class BeginCombination
{
    public static IReadOnlyList<ChoiceModel> Kinds { get; } =
    [
        new(nameof(CombinationKind.Joint), "并联审批", "同级的几个部门，一口受理、同时审查，在一个期限内办结"),
        new(nameof(CombinationKind.Bundle), "一件事", "围绕一件事的几个事项，可以跨层级，按情形选办"),
        new(nameof(CombinationKind.Change), "联动变更", "一处信息变了，别的证照跟着变"),
        new(nameof(CombinationKind.Closing), "注销同步", "几个部门同时清理，最后注销"),
    ];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var begin = routes.MapGroup(ListCombinations.Path + "/new").ExcludeFromDescription().AllowRoles(Role.ManagementOfficer, Role.DepartmentEditor);
        begin.MapGet("", () => Pages.Show<BeginCombinationPage>(FormState.Empty)).WithName("OpenBeginCombination");
        begin.MapPost("", Handle).WithName(nameof(BeginCombination));
    }

    private static async Task<IResult> Handle(FormReader form, HttpContext context, CatalogueDb db, Combinations combinations, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        _ = Enum.TryParse<CombinationKind>(form.Choice("kind", "种类", Kinds), out var kind);
        var name = form.Text("name", "名称", max: 60, min: 3);
        var word = form.Text("key", "英文短名", max: 40, min: 3).ToLowerInvariant();
        if (word.Length > 0 && !Key().IsMatch(word)) form.Refuse("key", "英文短名用小写字母、数字和连字符，例如 open-cinema");
        var item = $"{Short(actor.Place)}-{word}";
        if (form.Ok && (await db.Items.AnyAsync(i => i.Key == item, cancel) || await db.Combinations.AnyAsync(c => c.Item == item, cancel)))
            form.Refuse("key", "已经有一个事项用了这个短名，请换一个");
        if (!form.Ok) return Pages.Again<BeginCombinationPage>(form.State);
        var plan = PlanEdits.Begin(kind, item, name, actor.Place);
        db.Add(new CombinationRow { Item = item, Name = name, Kind = kind, Place = actor.Place.Number, Plan = Combinations.Write(plan), Version = 1, ChangedAt = clock.Now() });
        await combinations.Note(item, $"从“{CombinationWords.Of(kind)}”模板新建", actor.Id, cancel);
        await db.SaveChangesAsync(cancel);
        return Results.LocalRedirect($"{ListCombinations.Path}/{item}");
    }

    private static string Short(RegionCode place) => place.Level switch
    {
        RegionLevel.Village => place.ToString(),
        RegionLevel.Town => place.ToString()[..9],
        _ => place.ToString()[..6],
    };

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Key();
}
