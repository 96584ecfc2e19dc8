using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace OneWindow.Storage;

/// <summary>
/// A migration written by hand with plain names; schema (PostgreSQL), prefix (SQLite) and byte-order collation are put in here, once.
/// Never changed after release: a further step is a further class. A test compares what they make with the model.
/// </summary>
public abstract class ModuleMigration(string module) : Migration
{
    protected sealed override void Up(MigrationBuilder migrationBuilder)
    {
        var postgres = migrationBuilder.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL";
        Define(migrationBuilder);
        foreach (var operation in migrationBuilder.Operations) Place(operation, postgres);
        if (postgres) migrationBuilder.Operations.Insert(0, new EnsureSchemaOperation { Name = module });
    }

    protected abstract void Define(MigrationBuilder migration);

    private void Place(MigrationOperation operation, bool postgres)
    {
        string Named(string table) => postgres ? table : $"{module}_{table}";
        var schema = postgres ? module : null;
        switch (operation)
        {
            case CreateTableOperation create:
                (create.Name, create.Schema) = (Named(create.Name), schema);
                foreach (var column in create.Columns) Place(column, postgres);
                foreach (var column in create.Columns) (column.Table, column.Schema) = (create.Name, schema);
                if (create.PrimaryKey is { } key) (key.Name, key.Table, key.Schema) = ($"pk_{module}_{create.Name}", create.Name, schema);
                foreach (var unique in create.UniqueConstraints) (unique.Table, unique.Schema) = (create.Name, schema);
                break;
            case CreateIndexOperation index:
                (index.Table, index.Schema) = (Named(index.Table), schema);
                if (!postgres) index.Name = $"{module}_{index.Name}";
                break;
            case AddColumnOperation add:
                (add.Table, add.Schema) = (Named(add.Table), schema);
                Place(add, postgres);
                break;
            case DropTableOperation drop:
                (drop.Name, drop.Schema) = (Named(drop.Name), schema);
                break;
            case DropIndexOperation drop:
                (drop.Table, drop.Schema) = (Named(drop.Table!), schema);
                if (!postgres) drop.Name = $"{module}_{drop.Name}";
                break;
            case SqlOperation:
                break;
            default:
                throw new NotSupportedException($"{operation.GetType().Name} has no placing yet: add it here.");
        }
    }

    private static void Place(AddColumnOperation column, bool postgres)
    {
        if (postgres && column.ClrType == typeof(string)) column.Collation = "C";
    }
}
