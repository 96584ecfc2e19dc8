using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OneWindow.Storage;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>
/// What is kept is kept alike on both databases: instants as microseconds, money as fen, bodies as the bytes that were
/// hashed. SQLite cannot order DateTimeOffset, PostgreSQL drops ticks and refuses offsets, jsonb rewrites what it is given.
/// </summary>
public sealed class MappedTypes
{
    private static readonly Type[] Refused =
        [typeof(DateTime), typeof(DateTimeOffset), typeof(decimal), typeof(double), typeof(float)];

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task No_mapped_property_is_a_date_with_time_a_decimal_or_a_float(DatabaseKind kind)
    {
        var contexts = Projects.Types.Where(t => typeof(DbContext).IsAssignableFrom(t) && !t.IsAbstract).ToList();
        Assert.NotEmpty(contexts);

        // Never connected: the models are all that is read.
        var folder = Directory.CreateTempSubdirectory("onewindow-mapped-");
        using var database = Database.Open(folder.FullName, kind == DatabaseKind.Postgres ? "Host=nowhere" : null);
        List<string> wrong = [];
        foreach (var type in contexts)
        {
            await using var context = Open(type, database);
            var entities = context.Model.GetEntityTypes().ToList();
            Assert.True(entities.Count > 0, $"{type.Name} maps nothing.");
            wrong.AddRange(entities.Where(e => e.IsMappedToJson()).Select(e => $"{type.Name}: {e.DisplayName()} as JSON"));
            wrong.AddRange(entities.SelectMany(e => e.GetProperties()).Where(IsRefused).Select(p => $"{type.Name}: {Say(p)}"));
        }

        folder.Delete(true);
        Verdict.None("Use Instant, Money, DateOnly, long, or text.", wrong);
    }

    private static bool IsRefused(IProperty property) =>
        Refused.Contains(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType)
        || (property.GetTypeMapping().Converter is { } converter && Refused.Contains(converter.ProviderClrType))
        || property.GetColumnType().StartsWith("json", StringComparison.OrdinalIgnoreCase);

    private static string Say(IProperty property) =>
        $"{property.DeclaringType.DisplayName()}.{property.Name} ({property.ClrType.Name}, {property.GetColumnType()})";

    private static DbContext Open(Type type, Database database)
    {
        const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        var constructor = Assert.Single(type.GetConstructors(any));
        return (DbContext)constructor.Invoke([.. constructor.GetParameters().Select(Argument)]);

        object? Argument(ParameterInfo parameter) => parameter.ParameterType switch
        {
            var t when t == typeof(Database) => database,
            var t when t == typeof(TimeProvider) => TimeProvider.System,
            _ when parameter.HasDefaultValue => parameter.DefaultValue,
            var t => throw new InvalidOperationException($"{type.Name} asks for {t.Name}: say here how to make one."),
        };
    }
}
