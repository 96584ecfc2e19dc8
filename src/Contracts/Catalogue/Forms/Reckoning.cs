using System.Globalization;
using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>Why there is no value.</summary>
public enum Lack
{
    /// <summary>Something that it rests on was not answered.</summary>
    Missing,

    /// <summary>A number beyond what is reckoned with.</summary>
    TooLarge,

    /// <summary>The kinds do not fit: never of an expression that was checked against its form.</summary>
    WrongKind,

    /// <summary>It took more steps than are allowed.</summary>
    TooLong,
}

/// <summary>A value, or why there is none.</summary>
public readonly record struct Reckoned(Datum? Value, Lack Why)
{
    public static implicit operator Reckoned(Datum value) => new(value, default);

    public static implicit operator Reckoned(Lack why) => new(null, why);

    /// <summary>Null: it cannot be told (无法判断).</summary>
    public bool? Holds => (Value as Datum.YesNo)?.Value;
}

/// <summary>
/// Reckons an expression: always ends, within <see cref="MostSteps"/>, and never throws. What is missing makes the whole missing, but for what is settled
/// without it (否 并且 …, 是 或者 …).
/// </summary>
public sealed class Reckoning
{
    public const int MostSteps = 20_000;
    public const int MostRows = 200;
    public const int MostDigits = 16;
    private const int MostDepth = 400;
    private const decimal Largest = 1_000_000_000_000_000m;

    private readonly FormFacts facts;
    private readonly Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>> rows = [];
    private IReadOnlyDictionary<string, string>? row;
    private FormField? rowsField;
    private int depth;

    private Reckoning(FormFacts facts) => this.facts = facts;

    private int Steps { get; set; }

    public static Reckoned Of(Expression expression, FormFacts facts) => Of(expression, facts, out _);

    /// <param name="steps">How many it took.</param>
    public static Reckoned Of(Expression expression, FormFacts facts, out int steps)
    {
        ArgumentNullException.ThrowIfNull(expression);
        ArgumentNullException.ThrowIfNull(facts);
        var reckoning = new Reckoning(facts);
        var value = reckoning.Value(expression);
        steps = reckoning.Steps;
        return value;
    }

    /// <summary>Less than, equal to or more than zero; null: the two have no order.</summary>
    public static int? Compare(Datum left, Datum right) => Arithmetic.Order(left, right);

    internal static bool Fits(long fen) => Math.Abs((decimal)fen) <= Largest;

    private Reckoned Value(Expression expression)
    {
        if (Steps >= MostSteps || depth >= MostDepth) return Lack.TooLong;
        Steps++;
        depth++;
        var value = Step(expression);
        depth--;
        return value;
    }

    private Reckoned Step(Expression expression) => expression switch
    {
        Expression.Constant c => c.Value,
        Expression.Answer a => facts.Fields.TryGetValue(a.Field, out var field) ? Read(field, facts.Answers.GetValueOrDefault(a.Field)) : Lack.WrongKind,
        Expression.Part p => PartOf(p),
        Expression.Cell c => row is null || rowsField?.Columns?.FirstOrDefault(f => f.Id == c.Column) is not { } column ? Lack.WrongKind : Read(column, row.GetValueOrDefault(c.Column)),
        Expression.Today => new Datum.Day(facts.Today),
        Expression.Given g => facts.Given is { } given ? new Datum.YesNo(given.Contains(g.Material)) : Lack.Missing,
        Expression.Said s => facts.Said?.Invoke(s.Material, s.Fact) is { } said && said.Kind == ExpressionTypes.KindOf(s.Fact) ? said : Lack.Missing,
        Expression.Not n => Value(n.Of) switch
        {
            { Value: Datum.YesNo y } => new Datum.YesNo(!y.Value),
            var lacking => WhyNot(lacking),
        },
        Expression.Operation { By: Operator.And or Operator.Or } o => Joined(o),
        Expression.Operation o => (Value(o.Left), Value(o.Right)) switch
        {
            ({ Value: { } left }, { Value: { } right }) => Arithmetic.Of(o.By, left, right),
            ({ Value: null } lacking, _) => lacking,
            (_, var lacking) => lacking,
        },
        Expression.OneOf o => Value(o.Of) switch
        {
            { Value: { } one } => o.Values.All(v => v.Kind == one.Kind) ? new Datum.YesNo(o.Values.Contains(one)) : Lack.WrongKind,
            var lacking => lacking,
        },
        Expression.Empty e => Empty(e),
        Expression.Length l => Value(l.Of) switch
        {
            { Value: Datum.Text t } => new Datum.Number(new StringInfo(t.Value).LengthInTextElements),
            { Value: { } } => Lack.WrongKind,
            var lacking => lacking,
        },
        Expression.Count c => Counted(c),
        Expression.Sum s => Summed(s),
        Expression.Every e => Quantified(e.Rows, e.Where, settles: false),
        Expression.Some s => Quantified(s.Rows, s.Where, settles: true),
        Expression.Days d => Between(d.From, d.To, (from, to) => to.DayNumber - from.DayNumber),
        Expression.Months m => Between(m.From, m.To, MonthsBetween),
        _ => Lack.WrongKind,
    };

    private static Reckoned WhyNot(Reckoned lacking) => lacking.Value is null ? lacking : Lack.WrongKind;

    private static Reckoned Read(FormField field, string? text) =>
        FormFacts.Read(field.Kind, text) is { } value ? value : field.Kind.IsWhole() ? Lack.WrongKind : Lack.Missing;

    private Reckoned PartOf(Expression.Part p)
    {
        if (!facts.Fields.TryGetValue(p.Field, out var field) || FieldParts.Of(field).FirstOrDefault(f => f.Id == p.Name) is not { } part) return Lack.WrongKind;
        return Read(part, FormFacts.PartsOf(facts.Answers.GetValueOrDefault(p.Field)).GetValueOrDefault(p.Name));
    }

    private Reckoned Joined(Expression.Operation o)
    {
        var settles = o.By == Operator.Or;
        var left = Value(o.Left);
        if (left.Value is Datum.YesNo l && l.Value == settles) return left;
        var right = Value(o.Right);
        if (right.Value is Datum.YesNo r && r.Value == settles) return right;
        return left is { Value: Datum.YesNo } ? right is { Value: Datum.YesNo } ? right : WhyNot(right) : WhyNot(left);
    }

    private Reckoned Empty(Expression.Empty e)
    {
        if (e.Of is Expression.Answer a && facts.Fields.TryGetValue(a.Field, out var field) && field.Kind.IsWhole())
        {
            var answer = facts.Answers.GetValueOrDefault(a.Field);
            return new Datum.YesNo(field.Kind == FieldKind.Rows ? RowsOf(a.Field).Count == 0 : FormFacts.PartsOf(answer).Count == 0);
        }

        return Value(e.Of) switch
        {
            { Value: { } } => new Datum.YesNo(false),
            { Why: Lack.Missing } => new Datum.YesNo(true),
            var lacking => lacking,
        };
    }

    private IReadOnlyList<IReadOnlyDictionary<string, string>> RowsOf(string field)
    {
        if (!rows.TryGetValue(field, out var all)) rows[field] = all = [.. FormFacts.RowsOf(facts.Answers.GetValueOrDefault(field)).Where(r => r.Count > 0)];
        return all;
    }

    private bool IsRows(string field) => facts.Fields.TryGetValue(field, out var found) && found.Kind == FieldKind.Rows;

    private Reckoned Counted(Expression.Count c)
    {
        if (!IsRows(c.Rows)) return Lack.WrongKind;
        if (c.Where is null) return new Datum.Number(RowsOf(c.Rows).Count);
        var count = 0;
        foreach (var holds in EachRow(c.Rows, c.Where))
        {
            if (holds.Value is not Datum.YesNo y) return WhyNot(holds);
            if (y.Value) count++;
        }

        return new Datum.Number(count);
    }

    private Reckoned Summed(Expression.Sum s)
    {
        if (!IsRows(s.Rows) || facts.Fields[s.Rows].Columns?.FirstOrDefault(c => c.Id == s.Column) is not { Kind: FieldKind.Number or FieldKind.Money } column) return Lack.WrongKind;
        Datum sum = column.Kind == FieldKind.Money ? new Datum.Amount(Money.Zero) : new Datum.Number(0);
        foreach (var one in RowsOf(s.Rows))
        {
            if (++Steps > MostSteps) return Lack.TooLong;
            if (!one.TryGetValue(s.Column, out var text)) continue;
            if (FormFacts.Read(column.Kind, text) is not { } cell) return Lack.Missing;
            var next = Arithmetic.Of(Operator.Plus, sum, cell);
            if (next.Value is null) return next;
            sum = next.Value;
        }

        return sum;
    }

    private Reckoned Quantified(string field, Expression where, bool settles)
    {
        if (!IsRows(field)) return Lack.WrongKind;
        Reckoned lacking = new Datum.YesNo(!settles);
        foreach (var holds in EachRow(field, where))
        {
            if (holds.Value is not Datum.YesNo y) lacking = lacking.Value is null ? lacking : WhyNot(holds);
            else if (y.Value == settles) return holds;
        }

        return lacking;
    }

    private IEnumerable<Reckoned> EachRow(string field, Expression where)
    {
        var (outer, outerField) = (row, rowsField);
        foreach (var one in RowsOf(field))
        {
            (row, rowsField) = (one, facts.Fields[field]);
            var value = Value(where);
            (row, rowsField) = (outer, outerField);
            yield return value;
        }
    }

    private Reckoned Between(Expression from, Expression to, Func<DateOnly, DateOnly, int> count) => (Value(from), Value(to)) switch
    {
        ({ Value: Datum.Day a }, { Value: Datum.Day b }) => new Datum.Number(count(a.Value, b.Value)),
        ({ Value: null } lacking, _) => lacking,
        (_, { Value: null } lacking) => lacking,
        _ => Lack.WrongKind,
    };

    /// <summary>A month is over on the same day of a later month, or on its last day where it has no such day.</summary>
    private static int MonthsBetween(DateOnly from, DateOnly to)
    {
        if (to < from) return -MonthsBetween(to, from);
        var months = ((to.Year - from.Year) * 12) + to.Month - from.Month;
        return to.Day < from.Day && to.Day < DateTime.DaysInMonth(to.Year, to.Month) ? months - 1 : months;
    }
}
