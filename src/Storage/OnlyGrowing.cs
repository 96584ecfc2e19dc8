using Microsoft.EntityFrameworkCore.Migrations;

namespace OneWindow.Storage;

/// <summary>
/// A table that only grows: triggers in the database refuse UPDATE, DELETE and (PostgreSQL) TRUNCATE, whoever asks. Who owns the database can drop the triggers:
/// the chain and its seal in the ledger tell what he did then.
/// </summary>
public static class OnlyGrowing
{
    /// <summary>What the database says; part of the exception that a writer gets.</summary>
    public const string Refused = "this log only grows";

    public static void OnlyGrows(this MigrationBuilder migration, string module, string table)
    {
        ArgumentNullException.ThrowIfNull(migration);
        if (migration.ActiveProvider == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            migration.Sql($"""
                create function {module}.{table}_only_grows() returns trigger language plpgsql as
                $$ begin raise exception '{module}.{table}: {Refused}' using errcode = 'insufficient_privilege'; end $$;
                create trigger {table}_only_grows before update or delete on {module}.{table} for each row execute function {module}.{table}_only_grows();
                create trigger {table}_never_emptied before truncate on {module}.{table} for each statement execute function {module}.{table}_only_grows();
                """);
            return;
        }

        foreach (var act in new[] { "update", "delete" })
        {
            migration.Sql($"create trigger {module}_{table}_no_{act} before {act} on {module}_{table} begin select raise(abort, '{module}_{table}: {Refused}'); end;");
        }
    }

    /// <summary>Whether the triggers stand.</summary>
    public static async Task<bool> OnlyGrows(this Database database, string module, string table, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var connection = await database.Connect(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = database.Kind == DatabaseKind.Sqlite
            ? $"select count(*) from sqlite_master where type = 'trigger' and name in ('{module}_{table}_no_update', '{module}_{table}_no_delete')"
            : $"select count(*) from pg_trigger where tgrelid = '{module}.{table}'::regclass and tgenabled in ('O', 'A') and tgname in ('{table}_only_grows', '{table}_never_emptied')";
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture) == 2;
    }
}
