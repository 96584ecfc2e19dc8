using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>新的委托 (青岛办法 第二十五条; 民法典 第一百六十五条): to whom, what, in which matters, from when until when; in force when the other side has accepted.</summary>
internal static class GiveAuthority
{
    public const string Path = ListAuthorities.Path + "/new";
    private const int MostFound = 12;

    /// <summary>What a form offers first: half a year.</summary>
    private const int UsualMonths = 6;

    public static IReadOnlyList<ChoiceModel> Kinds { get; } =
    [
        new(nameof(AuthorityKind.Person), "个人", "例如本单位的会计、您信任的人。对方登录后接受才生效。"),
        new(nameof(AuthorityKind.Firm), "单位", "例如代理记账、代办机构。由它指派自己的人员，您看得到是谁。"),
        new(nameof(AuthorityKind.Relative), "亲友", "只能看进度、收消息的抄送、约定核查的日期，不能替您提交。"),
    ];

    public static IReadOnlyList<ChoiceModel> Scopes { get; } = [new("all", "全部事项"), new("some", "只限部分事项", "在下面查找并勾选。")];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, Show).WithName("ShowGiveAuthority").ExcludeFromDescription().AllowRoles(Role.Applicant);
        routes.MapPost(Path, Handle).WithName(nameof(GiveAuthority)).ExcludeFromDescription().AllowRoles(Role.Applicant);
    }

    /// <summary>What relatives may be given, each with what it means.</summary>
    public static IReadOnlyList<ChoiceModel> ForRelatives { get; } =
    [
        new(nameof(Power.Progress), PowerWords.Of(Power.Progress), "看得到办到哪一步，不能改，也不能提交。"),
        new(nameof(Power.Messages), PowerWords.Of(Power.Messages), "每有进展，他自己的“我的消息”里也有一份，标明是抄送；委托一结束就停，收到过的也不再显示。"),
        new(nameof(Power.Book), PowerWords.Of(Power.Book), "替他答应或者改约现场核查的日期。窗口的网上预约本平台还没有开放。"),
    ];

    public static IReadOnlyList<ChoiceModel> PowersOf(IEnumerable<Power> powers) => [.. powers.Select(p => new ChoiceModel(p.ToString(), PowerWords.Of(p)))];

    private static async Task<IResult> Show(HttpContext context, TimeProvider clock, AuthorityViews views, CancellationToken cancel)
    {
        if (ListAuthorities.NotHis(context.RequireActor()) is { } why) return Pages.Refuse(why);
        var today = clock.Now().Date;
        var form = FormState.Of(("from", Words.Machine(today)), ("until", Words.Machine(today.AddMonths(UsualMonths))), ("scope", "all"));
        return Pages.Show<GiveAuthorityPage>(await Model(form, [], context.RequireActor(), views, cancel));
    }

    private static async Task<IResult> Handle(
        FormReader form, HttpContext context, Authorities authorities, AuthorityViews views, IEnumerable<IItemFinder> finders, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (ListAuthorities.NotHis(actor) is { } notHis) return Pages.Refuse(notHis);
        IReadOnlyList<ItemFound> found = [];
        if (form.Sent("find"))
        {
            var words = form.Text("words", "要找的事项", 50);
            if (form.Ok && finders.FirstOrDefault() is { } finder) found = await finder.Find(words, RegionCode.Nation, MostFound, cancel);
            if (form.Ok && found.Count == 0) form.Refuse("words", "没有找到这个事项，请换个说法再找");
            return Pages.Show<GiveAuthorityPage>(await Model(form.State, found, actor, views, cancel), form.Ok ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
        }

        var today = clock.Now().Date;
        var kind = form.Choice("kind", "委托给谁", Kinds);
        var name = form.Text("name", "受托人的姓名或者名称", 100, 2);
        var number = form.Text("number", "受托人的证件号码", 40);
        var powers = form.Choices("powers", "可以办什么", PowersOf(PowerWords.All));
        var some = form.Choice("scope", "哪些事项", Scopes) == "some";
        var items = some ? form.Choices("items", "事项", [.. (form.State.Values.TryGetValue("items", out var sent) ? sent.OfType<string>() : []).Select(i => new ChoiceModel(i, i))]) : null;
        var from = form.Date("from", "开始的日子", today);
        var until = form.Date("until", "到期的日子", today);
        if (form.Ok)
        {
            var given = new NewAuthority(Enum.Parse<AuthorityKind>(kind), name, Words.Plain(number), null, [.. powers.Select(Enum.Parse<Power>)], items, from!.Value, until!.Value);
            if ((await authorities.Give(actor.Subject!, given, actor, cancel)).Try(out var id, out var why)) return Results.LocalRedirect($"{ListAuthorities.Path}/{id}");
            form.Refuse(why, why.Code switch
            {
                "identity.number-wrong" or "identity.authority-to-oneself" => "number",
                "identity.authority-power-missing" or "identity.authority-power-beyond" => "powers",
                "identity.authority-from-past" => "from",
                "identity.authority-until-before" or "identity.authority-too-long" => "until",
                _ => "",
            });
        }

        return Pages.Again<GiveAuthorityPage>(await Model(form.State, found, actor, views, cancel));
    }

    /// <summary>The items chosen so far stay, those just found stand behind them.</summary>
    private static async Task<GiveAuthorityModel> Model(FormState form, IReadOnlyList<ItemFound> found, Actor actor, AuthorityViews views, CancellationToken cancel)
    {
        var chosen = form.Values.TryGetValue("items", out var sent) ? sent.OfType<string>().Distinct().ToList() : [];
        var items = new List<ChoiceModel>();
        foreach (var item in chosen) items.Add(new ChoiceModel(item, await views.NameOf(item, cancel)));
        items.AddRange(found.Where(f => !chosen.Contains(f.Item)).Select(f => new ChoiceModel(f.Item, f.Name, f.Organisation)));
        return new GiveAuthorityModel(form, actor.Name, Kinds, PowersOf(PowerWords.All), items);
    }
}

/// <param name="Items">Chosen and found.</param>
public sealed record GiveAuthorityModel(FormState Form, string Principal, IReadOnlyList<ChoiceModel> Kinds, IReadOnlyList<ChoiceModel> Powers, IReadOnlyList<ChoiceModel> Items);
