namespace OneWindow.Contracts;

/// <summary>
/// Holds an expression against a form before it is published: every name is there, every kind fits. What passes here is never of a wrong kind when it is
/// reckoned.
/// </summary>
public sealed class ExpressionTypes
{
    private readonly IReadOnlyDictionary<string, FormField> fields;
    private readonly IReadOnlyCollection<string>? materials;
    private readonly List<string> problems = [];
    private FormField? rows;

    private ExpressionTypes(IReadOnlyDictionary<string, FormField> fields, IReadOnlyCollection<string>? materials) => (this.fields, this.materials) = (fields, materials);

    /// <summary>What keeps the expression from being a check of this form, in plain words; empty: it fits.</summary>
    /// <param name="materials">The ids that it may ask about; null: neither materials nor the day, as in the condition of a field.</param>
    public static IReadOnlyList<string> Problems(Expression expression, IEnumerable<FormField> fields, IReadOnlyCollection<string>? materials)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(fields);
        var types = new ExpressionTypes(fields.DistinctBy(f => f.Id).ToDictionary(f => f.Id), materials);
        if (types.Of(expression) is { } kind && kind != DatumKind.YesNo) types.problems.Add($"结果是{Words(kind)}，应该是成立或者不成立，例如加上比较");
        return types.problems;
    }

    /// <summary>The fields that an expression asks about.</summary>
    public static IReadOnlyList<string> FieldsOf(Expression expression)
    {
        var asked = new List<string>();
        Walk(expression, asked, []);
        return [.. asked.Distinct()];
    }

    /// <summary>What an expression asks fetched documents about.</summary>
    public static IReadOnlyList<Expression.Said> SaidIn(Expression expression)
    {
        var said = new List<Expression.Said>();
        Walk(expression, [], said);
        return [.. said.Distinct()];
    }

    public static string Words(DatumKind kind) => kind switch
    {
        DatumKind.Text => "文字",
        DatumKind.Number => "数字",
        DatumKind.Money => "金额",
        DatumKind.Date => "日期",
        _ => "是否",
    };

    internal static DatumKind KindOf(DocumentFact fact) => fact == DocumentFact.ValidUntil ? DatumKind.Date : DatumKind.Text;

    /// <summary>Null: it has no kind, and what is wrong has been said.</summary>
    private DatumKind? Of(Expression expression)
    {
        switch (expression)
        {
            case Expression.Constant c:
                return c.Value.Kind;
            case Expression.Answer a:
                return Field(a.Field) is { } field ? Simple(field, field.Label) : null;
            case Expression.Part p:
                return Field(p.Field) is not { } whole ? null
                    : FieldParts.Of(whole).FirstOrDefault(f => f.Id == p.Name) is { } part ? Simple(part, part.Label)
                    : Wrong(whole.Kind == FieldKind.Rows ? $"“{whole.Label}”有很多行，要用 合计、每行、任一行 来问" : $"“{whole.Label}”没有“{p.Name}”这一部分");
            case Expression.Cell c:
                return rows is null ? Wrong($"“.{c.Column}”只能写在 每行、任一行、行数 的条件里")
                    : rows.Columns?.FirstOrDefault(f => f.Id == c.Column) is { } column ? Simple(column, column.Label)
                    : Wrong($"“{rows.Label}”没有“{c.Column}”这一列");
            case Expression.Today:
                return materials is null ? Wrong("填写项的条件不能用“今天”，同一份表单每天看起来会不一样") : DatumKind.Date;
            case Expression.Given g:
                return Known(g.Material) ? DatumKind.YesNo : null;
            case Expression.Said s:
                return Known(s.Material) ? KindOf(s.Fact) : null;
            case Expression.Not n:
                return Wants(n.Of, DatumKind.YesNo, "并非") ? DatumKind.YesNo : null;
            case Expression.Operation { By: Operator.And or Operator.Or } o:
                var word = o.By == Operator.And ? "并且" : "或者";
                return Wants(o.Left, DatumKind.YesNo, word) & Wants(o.Right, DatumKind.YesNo, word) ? DatumKind.YesNo : null;
            case Expression.Operation o:
                return Operation(o);
            case Expression.OneOf o:
                return Of(o.Of) is not { } one ? null
                    : o.Values.FirstOrDefault(v => v.Kind != one) is { } strange ? Wrong($"“属于”前面是{Words(one)}，方括号里的 {ExpressionText.Print(strange)} 是{Words(strange.Kind)}")
                    : o.Values.Select(v => Offered(o.Of, v)).Any(ok => !ok) ? null
                    : DatumKind.YesNo;
            case Expression.Empty { Of: Expression.Answer asked }:
                return Field(asked.Field) is null ? null : DatumKind.YesNo;
            case Expression.Empty e:
                return Of(e.Of) is null ? null : DatumKind.YesNo;
            case Expression.Length l:
                return Wants(l.Of, DatumKind.Text, "长度") ? DatumKind.Number : null;
            case Expression.Count c:
                return Rows(c.Rows) is { } counted && (c.Where is null || Within(counted, c.Where, "行数")) ? DatumKind.Number : null;
            case Expression.Sum s:
                return Rows(s.Rows) is not { } summed ? null : summed.Columns?.FirstOrDefault(f => f.Id == s.Column) switch
                {
                    { Kind: FieldKind.Number } => DatumKind.Number,
                    { Kind: FieldKind.Money } => DatumKind.Money,
                    { } other => Wrong($"“{other.Label}”不是数字也不是金额，不能合计"),
                    null => Wrong($"“{summed.Label}”没有“{s.Column}”这一列"),
                };
            case Expression.Every e:
                return Rows(e.Rows) is { } every && Within(every, e.Where, "每行") ? DatumKind.YesNo : null;
            case Expression.Some s:
                return Rows(s.Rows) is { } some && Within(some, s.Where, "任一行") ? DatumKind.YesNo : null;
            case Expression.Days d:
                return Wants(d.From, DatumKind.Date, "相隔天数") & Wants(d.To, DatumKind.Date, "相隔天数") ? DatumKind.Number : null;
            case Expression.Months m:
                return Wants(m.From, DatumKind.Date, "相隔月数") & Wants(m.To, DatumKind.Date, "相隔月数") ? DatumKind.Number : null;
            default:
                return Wrong("有不认识的部分");
        }
    }

    private DatumKind? Operation(Expression.Operation o)
    {
        var (leftKind, rightKind) = (Of(o.Left), Of(o.Right));
        if (leftKind is not { } left || rightKind is not { } right) return null;
        var word = ExpressionText.Operators.First(w => w.Value == o.By).Key;
        switch (o.By)
        {
            case Operator.Equal or Operator.Unequal:
                if (left == right) return Offered(o.Left, o.Right) & Offered(o.Right, o.Left) ? DatumKind.YesNo : null;
                break;
            case Operator.Less or Operator.AtMost or Operator.More or Operator.AtLeast:
                if (left == right && left is DatumKind.Number or DatumKind.Money or DatumKind.Date) return DatumKind.YesNo;
                break;
            case Operator.Plus or Operator.Minus:
                if (left == right && left is DatumKind.Number or DatumKind.Money) return left;
                break;
            default:
                if ((left, right) is (DatumKind.Number, DatumKind.Number)) return DatumKind.Number;
                if ((left, right) is (DatumKind.Money, DatumKind.Number) or (DatumKind.Number, DatumKind.Money)) return DatumKind.Money;
                break;
        }

        var hint = left == DatumKind.Money || right == DatumKind.Money ? "。金额要写上单位，例如 100元" : "";
        return Wrong($"{Words(left)}和{Words(right)}不能用“{word}”{hint}");
    }

    /// <summary>A choice is only held against words that are offered: a slip of the pen would never hold.</summary>
    private bool Offered(Expression of, Expression with) => with is not Expression.Constant { Value: var value } || Offered(of, value);

    private bool Offered(Expression of, Datum value)
    {
        var field = of switch
        {
            Expression.Answer a => fields.GetValueOrDefault(a.Field),
            Expression.Cell c => rows?.Columns?.FirstOrDefault(f => f.Id == c.Column),
            _ => null,
        };
        if (field is not { Kind: FieldKind.Choice } || value is not Datum.Text text || field.Choices.Contains(text.Value)) return true;
        Wrong($"“{field.Label}”没有“{text.Value}”这个选项，可以写：{string.Join('、', field.Choices)}");
        return false;
    }

    private bool Within(FormField of, Expression where, string word)
    {
        var outer = rows;
        rows = of;
        var fits = Wants(where, DatumKind.YesNo, word);
        rows = outer;
        return fits;
    }

    private bool Wants(Expression of, DatumKind wanted, string word)
    {
        if (Of(of) is not { } kind) return false;
        if (kind == wanted) return true;
        Wrong($"“{word}”要的是{Words(wanted)}，这里是{Words(kind)}");
        return false;
    }

    private bool Known(string material)
    {
        if (materials is null) Wrong("填写项的条件不能问材料，填表在交材料之前");
        else if (!materials.Contains(material)) Wrong($"没有标识为“{material}”的材料");
        else return true;
        return false;
    }

    private FormField? Field(string id)
    {
        if (fields.TryGetValue(id, out var field)) return field;
        Wrong($"没有标识为“{id}”的填写项");
        return null;
    }

    private FormField? Rows(string id)
    {
        if (Field(id) is not { } field) return null;
        if (field.Kind == FieldKind.Rows) return field;
        Wrong($"“{field.Label}”不是可以添加多行的填写项");
        return null;
    }

    private DatumKind? Simple(FormField field, string label) => field.Kind switch
    {
        FieldKind.Number => DatumKind.Number,
        FieldKind.Money => DatumKind.Money,
        FieldKind.Date => DatumKind.Date,
        FieldKind.YesNo => DatumKind.YesNo,
        FieldKind.Rows => Wrong($"“{label}”有很多行，要用 行数、合计、每行、任一行 来问"),
        FieldKind.Person or FieldKind.Company or FieldKind.RegionAddress => Wrong($"“{label}”有几个部分，要写明哪一部分，例如 {field.Id}.{FieldParts.Of(field)[0].Id}"),
        _ => DatumKind.Text,
    };

    private DatumKind? Wrong(string what)
    {
        if (!problems.Contains(what)) problems.Add(what);
        return null;
    }

    private static void Walk(Expression expression, List<string> asked, List<Expression.Said> said)
    {
        switch (expression)
        {
            case Expression.Answer a: asked.Add(a.Field); break;
            case Expression.Part p: asked.Add(p.Field); break;
            case Expression.Said d: said.Add(d); break;
            case Expression.Not n: Walk(n.Of, asked, said); break;
            case Expression.Operation o: Walk(o.Left, asked, said); Walk(o.Right, asked, said); break;
            case Expression.OneOf o: Walk(o.Of, asked, said); break;
            case Expression.Empty e: Walk(e.Of, asked, said); break;
            case Expression.Length l: Walk(l.Of, asked, said); break;
            case Expression.Count c: asked.Add(c.Rows); if (c.Where is not null) Walk(c.Where, asked, said); break;
            case Expression.Sum s: asked.Add(s.Rows); break;
            case Expression.Every e: asked.Add(e.Rows); Walk(e.Where, asked, said); break;
            case Expression.Some s: asked.Add(s.Rows); Walk(s.Where, asked, said); break;
            case Expression.Days d: Walk(d.From, asked, said); Walk(d.To, asked, said); break;
            case Expression.Months m: Walk(m.From, asked, said); Walk(m.To, asked, said); break;
        }
    }
}
