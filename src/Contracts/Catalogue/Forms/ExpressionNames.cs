namespace OneWindow.Contracts;

/// <summary>The same expression over fields of other names: where several guides are made one, and where people read labels.</summary>
public static class ExpressionNames
{
    public static Expression Rename(Expression expression, Func<string, string> field, Func<string, string>? material = null)
    {
        ArgumentNullException.ThrowIfNull(field);
        Expression Of(Expression inner) => Rename(inner, field, material);
        string Material(string id) => material?.Invoke(id) ?? id;
        return expression switch
        {
            Expression.Answer a => new Expression.Answer(field(a.Field)),
            Expression.Part p => p with { Field = field(p.Field) },
            Expression.Given g => new Expression.Given(Material(g.Material)),
            Expression.Said s => s with { Material = Material(s.Material) },
            Expression.Not n => new Expression.Not(Of(n.Of)),
            Expression.Operation o => o with { Left = Of(o.Left), Right = Of(o.Right) },
            Expression.OneOf o => o with { Of = Of(o.Of) },
            Expression.Empty e => new Expression.Empty(Of(e.Of)),
            Expression.Length l => new Expression.Length(Of(l.Of)),
            Expression.Count c => new Expression.Count(field(c.Rows), c.Where is null ? null : Of(c.Where)),
            Expression.Sum s => s with { Rows = field(s.Rows) },
            Expression.Every e => new Expression.Every(field(e.Rows), Of(e.Where)),
            Expression.Some s => new Expression.Some(field(s.Rows), Of(s.Where)),
            Expression.Days d => new Expression.Days(Of(d.From), Of(d.To)),
            Expression.Months m => new Expression.Months(Of(m.From), Of(m.To)),
            _ => expression,
        };
    }
}
