using FsCheck;
using FsCheck.Fluent;
using OneWindow.Contracts;
using OneWindow.Kernel;
using GuideField = OneWindow.Contracts.FormField;

namespace OneWindow.Tests.Modules.Catalogue.Forms;

/// <summary>A form with every kind, and expressions over it at random: well typed, and any.</summary>
internal static class Expressions
{
    public static readonly string[] Materials = ["layout", "business-licence"];
    private static readonly string[] Words = ["自有", "租赁", "", "a\"b", "c\\d", "“x”", "并且 1 元"];

    public static GuideField Field(string id, FieldKind kind, params IReadOnlyList<string> choices) =>
        new() { Id = id, Label = $"项{id}", Kind = kind, Required = false, Choices = choices };

    public static IReadOnlyList<GuideField> Form { get; } =
    [
        Field("name", FieldKind.Text), Field("area", FieldKind.Number), Field("capital", FieldKind.Money), Field("opening", FieldKind.Date), Field("lease-ends", FieldKind.Date),
        Field("agent", FieldKind.YesNo), Field("source", FieldKind.Choice, "自有", "租赁"), Field("count", FieldKind.Number), Field("owner", FieldKind.Person),
        Field("site", FieldKind.RegionAddress), Field("firm", FieldKind.Company), Field("scan", FieldKind.File),
        Field("staff", FieldKind.Rows) with { Columns = [Field("who", FieldKind.Text), Field("age", FieldKind.Number), Field("paid", FieldKind.Money), Field("since", FieldKind.Date), Field("full", FieldKind.YesNo)] },
    ];

    private static Gen<Datum> Value(DatumKind kind) => kind switch
    {
        DatumKind.Text => Gen.Elements(Words).Select(Datum (w) => new Datum.Text(w)),
        DatumKind.Number => from n in Gen.Choose(-1_000_000, 1_000_000) from scale in Gen.Elements(1m, 100m, 1_000_000m) select (Datum)new Datum.Number(n / scale),
        DatumKind.Money => from n in Gen.Choose(-1_000_000, 1_000_000) from big in Gen.Elements(1L, 7_000_000L) select (Datum)new Datum.Amount(new Money(n * big)),
        DatumKind.Date => Gen.Choose(1, 3_652_059).Select(Datum (n) => new Datum.Day(DateOnly.FromDayNumber(n - 1))),
        _ => Gen.Elements<Datum>(new Datum.YesNo(true), new Datum.YesNo(false)),
    };

    private static readonly DatumKind[] Kinds = Enum.GetValues<DatumKind>();

    /// <summary>An expression of that kind which fits <see cref="Form"/>.</summary>
    /// <param name="rows">Within a condition over rows.</param>
    public static Gen<Expression> Typed(DatumKind kind, int size, bool rows = false)
    {
        var leaves = new List<Gen<Expression>> { Value(kind).Select(Expression (v) => new Expression.Constant(v)) };
        leaves.AddRange((kind, rows) switch
        {
            (DatumKind.Text, true) => [Leaf(new Expression.Cell("who")), Leaf(new Expression.Answer("name"))],
            (DatumKind.Number, true) => [Leaf(new Expression.Cell("age")), Leaf(new Expression.Answer("area"))],
            (DatumKind.Money, true) => [Leaf(new Expression.Cell("paid"))],
            (DatumKind.Date, true) => [Leaf(new Expression.Cell("since")), Leaf(new Expression.Today())],
            (_, true) => [Leaf(new Expression.Cell("full"))],
            (DatumKind.Text, _) =>
            [
                Leaf(new Expression.Answer("name")), Leaf(new Expression.Part("owner", "phone")), Leaf(new Expression.Part("site", "region")), Leaf(new Expression.Part("firm", "code")),
                Leaf(new Expression.Said("business-licence", DocumentFact.Holder)), Leaf(new Expression.Answer("scan")),
            ],
            (DatumKind.Number, _) => [Leaf(new Expression.Answer("area")), Leaf(new Expression.Answer("count")), Leaf(new Expression.Sum("staff", "age")), Leaf(new Expression.Count("staff", null))],
            (DatumKind.Money, _) => [Leaf(new Expression.Answer("capital")), Leaf(new Expression.Sum("staff", "paid"))],
            (DatumKind.Date, _) => [Leaf(new Expression.Answer("opening")), Leaf(new Expression.Answer("lease-ends")), Leaf(new Expression.Today()), Leaf(new Expression.Said("layout", DocumentFact.ValidUntil))],
            _ => [Leaf(new Expression.Answer("agent")), Leaf(new Expression.Given("layout")), Leaf(new Expression.Empty(new Expression.Answer("staff"))), Leaf(new Expression.Empty(new Expression.Answer("owner")))],
        });
        var leaf = Gen.OneOf(leaves.ToArray());
        if (size <= 0) return leaf;
        Gen<Expression> Sub(DatumKind of) => Typed(of, size - 1, rows);
        Gen<Expression> Both(DatumKind left, DatumKind right, params Operator[] signs) =>
            from o in Gen.Elements(signs) from l in Sub(left) from r in Sub(right) select (Expression)new Expression.Operation(o, l, r);
        Gen<Expression>[] grown = kind switch
        {
            DatumKind.Number =>
            [
                Both(DatumKind.Number, DatumKind.Number, Operator.Plus, Operator.Minus, Operator.Times), Sub(DatumKind.Text).Select(Expression (t) => new Expression.Length(t)),
                (from a in Sub(DatumKind.Date) from b in Sub(DatumKind.Date) from days in Gen.Elements(true, false) select Between(days, a, b)),
                Typed(DatumKind.YesNo, size - 1, true).Select(Expression (w) => new Expression.Count("staff", w)),
            ],
            DatumKind.Money => [Both(DatumKind.Money, DatumKind.Money, Operator.Plus, Operator.Minus), Both(DatumKind.Money, DatumKind.Number, Operator.Times), Both(DatumKind.Number, DatumKind.Money, Operator.Times)],
            DatumKind.YesNo =>
            [
                Both(DatumKind.YesNo, DatumKind.YesNo, Operator.And, Operator.Or), Sub(DatumKind.YesNo).Select(Expression (e) => new Expression.Not(e)),
                Gen.Elements(DatumKind.Number, DatumKind.Money, DatumKind.Date).SelectMany(k => Both(k, k, Operator.Less, Operator.AtMost, Operator.More, Operator.AtLeast)),
                Gen.Elements(Kinds).SelectMany(k => Both(k, k, Operator.Equal, Operator.Unequal)),
                Gen.Elements(Kinds).SelectMany(k => from of in Sub(k) from n in Gen.Choose(1, 3) from values in Gen.ArrayOf(Value(k), n) select (Expression)new Expression.OneOf(of, values)),
                Gen.Elements(Kinds).SelectMany(Sub).Select(Expression (e) => new Expression.Empty(e)),
                Typed(DatumKind.YesNo, size - 1, true).Select(Expression (w) => new Expression.Every("staff", w)), Typed(DatumKind.YesNo, size - 1, true).Select(Expression (w) => new Expression.Some("staff", w)),
            ],
            _ => [leaf],
        };
        return Gen.Frequency((1, leaf), (3, Gen.OneOf(grown)));
    }

    private static Expression Between(bool days, Expression a, Expression b) => days ? new Expression.Days(a, b) : new Expression.Months(a, b);

    private static Gen<Expression> Leaf(Expression of) => Gen.Constant(of);

    /// <summary>Kinds mixed at random, names that are not there, rows asked as if they were one value.</summary>
    public static Gen<Expression> Any(int size)
    {
        var name = Gen.Elements("name", "area", "staff", "owner", "site", "gone", "age");
        var leaf = Gen.OneOf(
            Gen.Elements(Kinds).SelectMany(Value).Select(Expression (v) => new Expression.Constant(v)), name.Select(Expression (n) => new Expression.Answer(n)), name.Select(Expression (n) => new Expression.Cell(n)),
            from f in name from p in name select (Expression)new Expression.Part(f, p), Leaf(new Expression.Today()), name.Select(Expression (n) => new Expression.Given(n)),
            from f in name from c in name select (Expression)new Expression.Sum(f, c));
        if (size <= 0) return leaf;
        var sub = Any(size - 1);
        return Gen.OneOf(
            leaf, from o in Gen.Elements(Enum.GetValues<Operator>()) from l in sub from r in sub select (Expression)new Expression.Operation(o, l, r), sub.Select(Expression (e) => new Expression.Not(e)),
            sub.Select(Expression (e) => new Expression.Empty(e)), sub.Select(Expression (e) => new Expression.Length(e)), from r in name from w in sub select (Expression)new Expression.Every(r, w),
            from r in name from w in sub select (Expression)new Expression.Some(r, w), from r in name from w in sub select (Expression)new Expression.Count(r, w),
            from a in sub from b in sub select (Expression)new Expression.Months(a, b), from of in sub from k in Gen.Elements(Kinds) from v in Value(k) select (Expression)new Expression.OneOf(of, [v, v]));
    }

    /// <summary>Answers right, wrong, empty and broken.</summary>
    public static Gen<FormFacts> Facts => from texts in Gen.ArrayOf(Gen.Elements(Texts), Form.Count)
                                          from given in Gen.SubListOf(Materials)
                                          from said in Gen.Elements<Datum?>(null, new Datum.Day(new DateOnly(2027, 1, 31)), new Datum.Text("青岛示范湾餐饮有限公司"))
                                          select new FormFacts(Form.ToDictionary(f => f.Id), Form.Zip(texts).ToDictionary(p => p.First.Id, p => p.Second), new DateOnly(2026, 11, 22), [.. given], (_, _) => said);

    private static readonly string[] Texts =
    [
        "", "12", "86.5", "-3", "999999999999999", "9999999999999999", "1,234.50", "2026-12-31", "2026年2月30日", "是", "否", "自有", "文字", "[", "[1,2]", "{\"name\":\"甲\",\"phone\":5}",
        "[{\"who\":\"甲\",\"age\":\"30\",\"paid\":\"100.00\",\"since\":\"2025-01-31\",\"full\":\"是\"},{\"who\":\"乙\"},{}]", "[{\"age\":\"999999999999999\"},{\"age\":\"999999999999999\"},{\"paid\":\"x\"}]", "[[]]", "null",
    ];
}
