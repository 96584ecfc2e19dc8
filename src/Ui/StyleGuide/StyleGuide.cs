using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace OneWindow.Ui;

/// <summary>The living style guide: every component in every state. Host maps it in demonstration mode only.</summary>
public static class StyleGuide
{
    public static IEndpointRouteBuilder MapStyleGuide(this IEndpointRouteBuilder routes)
    {
        var guide = routes.MapGroup("/ui").ExcludeFromDescription().AllowEveryone();
        guide.MapGet("", () => Pages.Show<StyleGuidePage>());
        guide.MapGet("/home", () => Pages.Show<StyleGuideHomePage>());
        guide.MapGet("/guide", () => Pages.Show<StyleGuideGuidePage>());
        guide.MapGet("/results", () => Pages.Show<StyleGuideResultsPage>());
        guide.MapGet("/form", () => Pages.Show<StyleGuideFormPage>(FormState.Of(("agree", null), ("city", "370202"))));
        guide.MapPost("/form", Check);
        guide.MapGet("/case", () => Pages.Show<StyleGuideCasePage>());
        guide.MapGet("/work", () => Pages.Show<StyleGuideWorkPage>());
        guide.MapGet("/paper", () => Pages.Show<StyleGuidePaperPage>());
        guide.MapGet("/errors/{status:int:range(400,599)}", (int status) => Pages.Show<ErrorPage>(ErrorModel.Of(status) with { Reference = "0HN8K2" }, status));
        return routes;
    }

    internal static ChoiceModel[] Kinds { get; } =
        [new("new", "新办", "第一次申请这项许可。"), new("renew", "延续", "许可到期前申请。"), new("change", "变更")];

    internal static ChoiceModel[] YesNo { get; } = [new("yes", "是"), new("no", "否")];

    internal static ChoiceModel[] Districts { get; } =
    [
        new("370202", "市南区"), new("370203", "市北区"), new("370211", "黄岛区"), new("370212", "崂山区"),
        new("370213", "李沧区"), new("370214", "城阳区"), new("370215", "即墨区"), new("370281", "胶州市"),
    ];

    internal static readonly string[] FileKinds = [".pdf", ".jpg", ".png"];

    private static IResult Check(FormReader form)
    {
        form.Text("name", "店名", max: 40, min: 2);
        form.ResidentId("person", "经营者身份证号");
        form.CreditCode("company", "统一社会信用代码");
        form.Phone("phone", "联系电话");
        form.Date("open", "计划开业日期", from: new DateOnly(2026, 11, 22));
        form.Number("seats", "座位数", 1, 500);
        form.Money("capital", "投资金额");
        form.Choice("kind", "申请类型", Kinds);
        form.Choice("gas", "是否使用燃气", YesNo);
        form.Choice("city", "所在区市", Districts);
        form.Choices("business", "经营范围", Kinds);
        form.LongText("why", "补充说明", max: 200, required: false);
        form.File("licence", "营业执照", 10 * 1024 * 1024, FileKinds);
        form.Check("agree", "请先阅读并勾选承诺，再继续");
        return form.Ok ? Results.Redirect("/ui/case") : Pages.Again<StyleGuideFormPage>(form.State);
    }
}
