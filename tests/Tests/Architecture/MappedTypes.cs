using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>
/// What is kept is kept alike on both databases: instants as microseconds, money as fen, bodies as the bytes that were hashed.
/// SQLite cannot order DateTimeOffset, PostgreSQL drops ticks and refuses offsets, jsonb rewrites what it is given.
/// </summary>
public sealed class MappedTypes
{
    private static readonly Type[] Refused = [typeof(DateTime), typeof(DateTimeOffset), typeof(decimal), typeof(double), typeof(float)];

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public void No_mapped_property_is_a_date_with_time_a_decimal_or_a_float(string database)
    {
        var contexts = Projects.All.SelectMany(p => p.Types()).Where(t => typeof(DbContext).IsAssignableFrom(t) && !t.IsAbstract).ToList();
        var dataFolders = Tree.FilesUnder("src/Modules/", ".cs").Any(f => f.Contains("/Data/", StringComparison.Ordinal));
        Assert.SkipUnless(contexts.Count > 0 || dataFolders, "Nothing is mapped yet.");
        Assert.NotEmpty(contexts);

        List<string> wrong = [];
        foreach (var type in contexts)
        {
            using var context = Open(type, database);
            var properties = context.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).ToList();
            Assert.True(properties.Count > 0, $"{type.Name} maps nothing.");
            wrong.AddRange(properties.Where(IsWrong).Select(p => $"{type.Name}: {p.DeclaringType.DisplayName()}.{p.Name} ({p.ClrType.Name}, {p.GetColumnType()})"));
        }

        Assert.Empty(wrong);
    }

    private static bool IsWrong(IProperty property) =>
        new[] { property.ClrType, property.GetValueConverter()?.ProviderClrType ?? property.ClrType }
            .Any(t => Refused.Contains(Nullable.GetUnderlyingType(t) ?? t))
        || property.GetColumnType().StartsWith("json", StringComparison.OrdinalIgnoreCase);

    /// <summary>A context that is never connected: its model is all that is read.</summary>
    private static DbContext Open(Type type, string database)
    {
        var builder = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(type))!;
        _ = database == "SQLite" ? builder.UseSqlite("Data Source=:memory:") : builder.UseNpgsql("Host=nowhere");
        var constructor = Assert.Single(type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance));
        return (DbContext)constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);

        object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
        {
            var t when t.IsInstanceOfType(builder.Options) => builder.Options,
            var t when t == typeof(TimeProvider) => TimeProvider.System,
            _ when parameter.HasDefaultValue => parameter.DefaultValue,
            var t => throw new InvalidOperationException($"{type.Name} asks for {t.Name}: say here how to make one."),
        };
    }
}
