namespace OneWindow.Tests;

/// <summary>Says which row of docs/clauses.csv a test enforces: the test fails when the behaviour is taken away.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class ClauseAttribute(string id) : Attribute
{
    public string Id => id;

    /// <summary>True where the system helps and a person decides: the row's standing is then "assisted".</summary>
    public bool Assists { get; init; }
}
