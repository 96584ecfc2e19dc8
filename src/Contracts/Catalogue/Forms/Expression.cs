using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>A value that an expression reckons with: one of five kinds, never a bare number that could mean money.</summary>
public abstract record Datum
{
    private Datum()
    {
    }

    public abstract DatumKind Kind { get; }

    public sealed record Text(string Value) : Datum
    {
        public override DatumKind Kind => DatumKind.Text;
    }

    public sealed record Number(decimal Value) : Datum
    {
        public override DatumKind Kind => DatumKind.Number;
    }

    public sealed record Amount(Money Value) : Datum
    {
        public override DatumKind Kind => DatumKind.Money;
    }

    public sealed record Day(DateOnly Value) : Datum
    {
        public override DatumKind Kind => DatumKind.Date;
    }

    public sealed record YesNo(bool Value) : Datum
    {
        public override DatumKind Kind => DatumKind.YesNo;
    }
}

public enum DatumKind
{
    Text,
    Number,
    Money,
    Date,
    YesNo,
}

/// <summary>
/// A condition or check over the answers of a form: small and total. There are no loops but over the rows of one answer, no division, no user-written
/// patterns, nothing that runs; whatever cannot be reckoned is missing, never an error. Written by <see cref="ExpressionText"/>, reckoned by
/// <see cref="Reckoning"/>, checked against a form by <see cref="ExpressionTypes"/>.
/// </summary>
public abstract record Expression
{
    private Expression()
    {
    }

    public sealed override string ToString() => ExpressionText.Print(this);

    public sealed record Constant(Datum Value) : Expression;

    /// <summary>The answer to a field.</summary>
    public sealed record Answer(string Field) : Expression;

    /// <summary>A part of an answer of several parts: person.name, company.code, address.region.</summary>
    public sealed record Part(string Field, string Name) : Expression;

    /// <summary>In a condition over rows: the cell of the row at hand.</summary>
    public sealed record Cell(string Column) : Expression;

    /// <summary>The day on which it is reckoned: given, never read from a clock.</summary>
    public sealed record Today : Expression;

    /// <summary>材料("…"): there is a file of it.</summary>
    public sealed record Given(string Material) : Expression;

    /// <summary>What a fetched document says.</summary>
    public sealed record Said(string Material, DocumentFact Fact) : Expression;

    public sealed record Not(Expression Of) : Expression;

    public sealed record Operation(Operator By, Expression Left, Expression Right) : Expression;

    /// <summary>属于: one of these values.</summary>
    public sealed record OneOf(Expression Of, IReadOnlyList<Datum> Values) : Expression
    {
        public bool Equals(OneOf? other) => other is not null && Of == other.Of && Values.SequenceEqual(other.Values);

        public override int GetHashCode() => HashCode.Combine(Of, Values.Count);
    }

    /// <summary>空: not answered.</summary>
    public sealed record Empty(Expression Of) : Expression;

    /// <summary>长度: how many characters, as people count them.</summary>
    public sealed record Length(Expression Of) : Expression;

    /// <summary>行数: how many rows, or of how many the condition holds.</summary>
    public sealed record Count(string Rows, Expression? Where) : Expression;

    /// <summary>合计 of a column; an empty cell counts nothing.</summary>
    public sealed record Sum(string Rows, string Column) : Expression;

    /// <summary>每行: true of no rows.</summary>
    public sealed record Every(string Rows, Expression Where) : Expression;

    /// <summary>任一行: false of no rows.</summary>
    public sealed record Some(string Rows, Expression Where) : Expression;

    /// <summary>相隔天数: from the first day to the second; less than zero where the second is earlier.</summary>
    public sealed record Days(Expression From, Expression To) : Expression;

    /// <summary>相隔月数: whole months that have passed from the first day to the second.</summary>
    public sealed record Months(Expression From, Expression To) : Expression;
}

public enum Operator
{
    Or,
    And,
    Equal,
    Unequal,
    Less,
    AtMost,
    More,
    AtLeast,
    Plus,
    Minus,
    Times,
}

/// <summary>What we know of a document that was fetched: 到期日、号码、持有人.</summary>
public enum DocumentFact
{
    ValidUntil,
    Number,
    Holder,
}
