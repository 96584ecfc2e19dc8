using System.Globalization;
using System.Text;
using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>An expression as text, and back: <c>Parse(Print(e))</c> is e. The words are Chinese; English ones are understood too.</summary>
public static class ExpressionText
{
    /// <summary>Longer texts, deeper nesting and more parts are refused: reading and reckoning stay bounded.</summary>
    public const int MostCharacters = 1_000;
    public const int MostDepth = 40;
    public const int MostParts = 300;

    internal static IReadOnlyDictionary<string, Operator> Operators { get; } = new Dictionary<string, Operator>
    {
        ["或者"] = Operator.Or, ["or"] = Operator.Or, ["并且"] = Operator.And, ["and"] = Operator.And,
        ["="] = Operator.Equal, ["=="] = Operator.Equal, ["等于"] = Operator.Equal,
        ["!="] = Operator.Unequal, ["<>"] = Operator.Unequal, ["≠"] = Operator.Unequal, ["不等于"] = Operator.Unequal,
        ["<"] = Operator.Less, ["小于"] = Operator.Less, ["早于"] = Operator.Less,
        ["<="] = Operator.AtMost, ["≤"] = Operator.AtMost, ["不大于"] = Operator.AtMost, ["不晚于"] = Operator.AtMost,
        [">"] = Operator.More, ["大于"] = Operator.More, ["晚于"] = Operator.More,
        [">="] = Operator.AtLeast, ["≥"] = Operator.AtLeast, ["不小于"] = Operator.AtLeast, ["不早于"] = Operator.AtLeast,
        ["+"] = Operator.Plus, ["-"] = Operator.Minus, ["*"] = Operator.Times, ["×"] = Operator.Times,
    };

    internal static IReadOnlyDictionary<string, DocumentFact> Facts { get; } = new Dictionary<string, DocumentFact>
    {
        ["到期日"] = DocumentFact.ValidUntil, ["valid-until"] = DocumentFact.ValidUntil,
        ["号码"] = DocumentFact.Number, ["number"] = DocumentFact.Number,
        ["持有人"] = DocumentFact.Holder, ["holder"] = DocumentFact.Holder,
    };

    /// <summary>The expression, or a refusal that says at which character what was expected.</summary>
    public static Outcome<Expression> Parse(string? text) => new ExpressionReader(text ?? "").Read();

    public static string Print(Expression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        var text = new StringBuilder();
        Write(expression, 0, text);
        return text.ToString();
    }

    public static string Print(Datum value) => value switch
    {
        Datum.Text t => $"\"{t.Value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"",
        Datum.Number n => n.Value.ToString("0.############################", CultureInfo.InvariantCulture),
        Datum.Amount a => $"{(a.Value.Fen < 0 ? "-" : "")}{Math.Abs(a.Value.Fen / 100m).ToString("0.##", CultureInfo.InvariantCulture)}元",
        Datum.Day d => d.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Datum.YesNo y => y.Value ? "是" : "否",
        _ => throw new ArgumentOutOfRangeException(nameof(value)),
    };

    /// <summary>How tightly an operator binds; a part that binds less stands in brackets.</summary>
    internal static int TightnessOf(Operator by) => by switch
    {
        Operator.Or => 1,
        Operator.And => 2,
        Operator.Plus or Operator.Minus => 5,
        Operator.Times => 6,
        _ => 4,
    };

    private static void Write(Expression expression, int outer, StringBuilder text)
    {
        switch (expression)
        {
            case Expression.Constant c:
                text.Append(Print(c.Value));
                break;
            case Expression.Answer a:
                text.Append(a.Field);
                break;
            case Expression.Part p:
                text.Append(p.Field).Append('.').Append(p.Name);
                break;
            case Expression.Cell c:
                text.Append('.').Append(c.Column);
                break;
            case Expression.Today:
                text.Append("今天");
                break;
            case Expression.Given g:
                text.Append("材料(").Append(Print(new Datum.Text(g.Material))).Append(')');
                break;
            case Expression.Said s:
                text.Append("材料(").Append(Print(new Datum.Text(s.Material))).Append(").").Append(Facts.First(f => f.Value == s.Fact).Key);
                break;
            case Expression.Not n:
                Bracketed(3, outer, text, () =>
                {
                    text.Append("并非 ");
                    Write(n.Of, 3, text);
                });
                break;
            case Expression.Operation o:
                var own = TightnessOf(o.By);
                Bracketed(own, outer, text, () =>
                {
                    // A comparison of comparisons stands in brackets on both sides; all others are read from the left.
                    Write(o.Left, own == 4 ? 5 : own, text);
                    text.Append(' ').Append(Operators.First(w => w.Value == o.By).Key).Append(' ');
                    Write(o.Right, own + 1, text);
                });
                break;
            case Expression.OneOf o:
                Bracketed(4, outer, text, () =>
                {
                    Write(o.Of, 5, text);
                    text.Append(" 属于 [").AppendJoin(", ", o.Values.Select(Print)).Append(']');
                });
                break;
            case Expression.Empty e:
                Call("空", null, text, e.Of);
                break;
            case Expression.Length l:
                Call("长度", null, text, l.Of);
                break;
            case Expression.Count c:
                Call("行数", c.Rows, text, c.Where is null ? [] : [c.Where]);
                break;
            case Expression.Sum s:
                text.Append("合计(").Append(s.Rows).Append('.').Append(s.Column).Append(')');
                break;
            case Expression.Every e:
                Call("每行", e.Rows, text, e.Where);
                break;
            case Expression.Some s:
                Call("任一行", s.Rows, text, s.Where);
                break;
            case Expression.Days d:
                Call("相隔天数", null, text, d.From, d.To);
                break;
            case Expression.Months m:
                Call("相隔月数", null, text, m.From, m.To);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(expression));
        }
    }

    private static void Bracketed(int own, int outer, StringBuilder text, Action write)
    {
        if (own < outer) text.Append('(');
        write();
        if (own < outer) text.Append(')');
    }

    private static void Call(string name, string? rows, StringBuilder text, params IReadOnlyList<Expression> parts)
    {
        text.Append(name).Append('(').Append(rows);
        for (var i = 0; i < parts.Count; i++)
        {
            if (i > 0 || rows is not null) text.Append(", ");
            Write(parts[i], 0, text);
        }

        text.Append(')');
    }
}
