using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>Reads an expression from left to right, once; bounded in length, nesting and parts.</summary>
internal sealed class ExpressionReader(string text)
{
    private readonly ExpressionWords words = new(text);
    private ExpressionWord word;
    private int depth;
    private int parts;

    /// <summary>The first thing that is wrong: nothing is read behind it.</summary>
    private string? wrong;

    public Outcome<Expression> Read()
    {
        if (text.Length > ExpressionText.MostCharacters) return Refused($"表达式最多 {ExpressionText.MostCharacters} 个字符，现在是 {text.Length} 个，请分成几条来写");
        if (string.IsNullOrWhiteSpace(text)) return Refused("表达式是空的，请写上条件，例如 area > 20");
        Move();
        var all = Whole(1);
        if (wrong is null && word.Kind != WordKind.End) Expect("表达式到这里应该结束，或者接着写“并且”“或者”");
        return wrong is null && all is not null ? (Outcome<Expression>)all : Refused(wrong ?? "表达式没有写完");
    }

    private static Refusal Refused(string what) => new("catalogue.expression-unreadable", what + "。", PlatformRules.Input);

    /// <summary>Operators from this tightness on.</summary>
    private Expression? Whole(int from)
    {
        if (++depth > ExpressionText.MostDepth) return Fail($"括号和条件套得太深，最多 {ExpressionText.MostDepth} 层");
        var left = from <= 3 && word is { Kind: WordKind.Word, Text: "并非" } or { Kind: WordKind.Name, Text: "not" } ? Negated() : Piece();
        var compared = false;
        while (left is not null && wrong is null)
        {
            if (IsOneOf() && from <= 4 && !compared)
            {
                left = Listed(left);
                compared = true;
                continue;
            }

            if (!IsOperator(out var by)) break;
            var own = ExpressionText.TightnessOf(by);
            if (own < from) break;
            if (own == 4 && compared) return Expect("两个比较连在一起不知道先算哪一个，请加括号");
            compared = own == 4 || (compared && own > 4);
            if (own < 4) compared = false;
            Move();
            if (Whole(own + 1) is not { } right) return null;
            left = Counted(new Expression.Operation(by, left, right));
        }

        depth--;
        return left;
    }

    private Expression? Negated()
    {
        Move();
        return Whole(3) is { } of ? Counted(new Expression.Not(of)) : null;
    }

    private bool IsOneOf() => word is { Kind: WordKind.Word, Text: "属于" } or { Kind: WordKind.Name, Text: "in" };

    private bool IsOperator(out Operator by)
    {
        by = default;
        return word.Kind is WordKind.Mark or WordKind.Word or WordKind.Name && ExpressionText.Operators.TryGetValue(word.Text, out by);
    }

    private Expression? Listed(Expression of)
    {
        Move();
        if (!Take("[")) return Expect("“属于”后面要写方括号里的几个值，例如 [\"自有\", \"租赁\"]");
        var values = new List<Datum>();
        do
        {
            if (Value() is not { } value) return Expect("方括号里只能写具体的值：带引号的文字、数字、金额、日期、是、否");
            values.Add(value);
            if (++parts > ExpressionText.MostParts) return TooMany();
        }
        while (Take(","));
        return Take("]") ? Counted(new Expression.OneOf(of, values)) : Expect("方括号没有收尾");
    }

    /// <summary>A value written out; moves behind it.</summary>
    private Datum? Value()
    {
        var less = Is("-");
        if (less) Move();
        var value = word switch
        {
            { Value: Datum.Number n } => new Datum.Number(less ? -n.Value : n.Value),
            { Value: Datum.Amount a } => new Datum.Amount(new Money(less ? -a.Value.Fen : a.Value.Fen)),
            _ when less => null,
            { Value: { } other } => other,
            { Text: "是" or "yes" or "true", Kind: WordKind.Word or WordKind.Name } => new Datum.YesNo(true),
            { Text: "否" or "no" or "false", Kind: WordKind.Word or WordKind.Name } => new Datum.YesNo(false),
            _ => null,
        };
        if (value is not null) Move();
        else if (less) Expect("负号后面要写数字或者金额");
        return value;
    }

    private Expression? Piece()
    {
        if (Value() is { } value) return Counted(new Expression.Constant(value));
        if (Take("("))
        {
            if (Whole(1) is not { } inner) return null;
            return Take(")") ? inner : Expect("括号没有收尾，这里要有“)”");
        }

        if (Take("."))
        {
            return Name() is { } column ? Counted(new Expression.Cell(column)) : Expect("点后面要写列的标识");
        }

        return word.Kind switch
        {
            WordKind.Name or WordKind.Word when Function(word.Text) is { } call => Called(call),
            WordKind.Word when word.Text == "今天" => Day(),
            WordKind.Name when word.Text == "today" => Day(),
            WordKind.Name when !Reserved.Contains(word.Text) => Answered(Name()!),
            WordKind.End => Expect("表达式没有写完，这里要有填写项的标识或者一个值"),
            WordKind.Word => Expect($"不认识“{word.Text}”。填写项用它的标识，文字要加引号"),
            _ => Expect("这里要有填写项的标识或者一个值"),
        };
    }

    private static readonly HashSet<string> Reserved = ["and", "or", "not", "in", "today", "yes", "no", "true", "false"];

    /// <summary>Words that no field can be called by.</summary>
    public static bool IsReserved(string name) => Reserved.Contains(name);

    private Expression? Day()
    {
        Move();
        return Counted(new Expression.Today());
    }

    private Expression? Answered(string field)
    {
        if (!Take(".")) return Counted(new Expression.Answer(field));
        return Name() is { } part ? Counted(new Expression.Part(field, part)) : Expect("点后面要写这一项里的哪一部分，例如 person.name");
    }

    private static string? Function(string word) => word switch
    {
        "空" or "empty" => "empty",
        "长度" or "length" => "length",
        "行数" or "count" => "count",
        "合计" or "sum" => "sum",
        "每行" or "all" => "all",
        "任一行" or "any" => "any",
        "相隔天数" or "days" => "days",
        "相隔月数" or "months" => "months",
        "材料" or "material" => "material",
        _ => null,
    };

    private Expression? Called(string call)
    {
        var name = word.Text;
        Move();
        if (!Take("(")) return char.IsAscii(name[0]) ? Answered(name) : Expect($"“{name}”后面要有括号");
        return call switch
        {
            "empty" => Closed(Whole(1), of => new Expression.Empty(of)),
            "length" => Closed(Whole(1), of => new Expression.Length(of)),
            "days" => Pair((a, b) => new Expression.Days(a, b)),
            "months" => Pair((a, b) => new Expression.Months(a, b)),
            "count" => Rows() is not { } rows ? null : Is(",") ? Where(rows, w => new Expression.Count(rows, w)) : Close(new Expression.Count(rows, null)),
            "all" => Rows() is { } rows ? Where(rows, w => new Expression.Every(rows, w)) : null,
            "any" => Rows() is { } rows ? Where(rows, w => new Expression.Some(rows, w)) : null,
            "sum" => Rows() is not { } rows ? null : Take(".") && Name() is { } column ? Close(new Expression.Sum(rows, column)) : Expect("合计要写明哪一列，例如 合计(shares.amount)"),
            _ => Material(),
        };
    }

    private Expression? Material()
    {
        if (word.Kind != WordKind.Text) return Expect("材料后面要写材料的标识，带引号，例如 材料(\"layout\")");
        var id = word.Text;
        Move();
        if (!Take(")")) return Expect("这里要有“)”");
        if (!Take(".")) return Counted(new Expression.Given(id));
        var what = word;
        if (what.Kind is not (WordKind.Name or WordKind.Word)) return Expect("点后面要写：已交、到期日、号码、持有人");
        Move();
        if (what.Text is "已交" or "given") return Counted(new Expression.Given(id));
        return ExpressionText.Facts.TryGetValue(what.Text, out var fact)
            ? Counted(new Expression.Said(id, fact))
            : Fail($"第 {what.At} 个字符起：材料没有“{what.Text}”，可以写：已交、到期日、号码、持有人");
    }

    private string? Rows()
    {
        if (Name() is { } rows) return rows;
        Expect("这里要写多行填写项的标识");
        return null;
    }

    private Expression? Where(string rows, Func<Expression, Expression> make) =>
        Take(",") ? Closed(Whole(1), make) : Expect($"“{rows}”后面要有逗号和条件，条件里用“.列标识”，例如 每行({rows}, .age >= 18)");

    private Expression? Pair(Func<Expression, Expression, Expression> make)
    {
        if (Whole(1) is not { } first) return null;
        return Take(",") ? Closed(Whole(1), second => make(first, second)) : Expect("这里要有逗号和第二个日期");
    }

    private Expression? Closed(Expression? inner, Func<Expression, Expression> make) => inner is null ? null : Close(make(inner));

    private Expression? Close(Expression made) => Take(")") ? Counted(made) : Expect("括号没有收尾，这里要有“)”");

    private string? Name()
    {
        if (word.Kind != WordKind.Name) return null;
        var name = word.Text;
        Move();
        return name;
    }

    private bool Is(string mark) => word.Kind == WordKind.Mark && word.Text == mark;

    private bool Take(string mark)
    {
        if (!Is(mark)) return false;
        Move();
        return true;
    }

    private void Move()
    {
        if (words.Next(out var bad) is { } next) word = next;
        else
        {
            wrong ??= bad;
            word = new ExpressionWord(WordKind.End, "", text.Length + 1);
        }
    }

    private Expression? Counted(Expression made) => ++parts > ExpressionText.MostParts ? TooMany() : made;

    private Expression? TooMany() => Fail($"表达式最多 {ExpressionText.MostParts} 个部分，请分成几条来写");

    private Expression? Expect(string what) => Fail($"第 {word.At} 个字符处：{what}");

    private Expression? Fail(string what)
    {
        wrong ??= what;
        return null;
    }
}
