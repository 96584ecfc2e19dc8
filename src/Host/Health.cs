using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Host;

/// <summary>`/healthz`: the process lives. `/readyz`: it can serve, which means that its database answers.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => Results.Text("ok")).ExcludeFromDescription().AllowEveryone();
        routes.MapGet("/readyz", async (Database database, CancellationToken cancel) =>
        {
            try
            {
                await using var connection = await database.Connect(cancel);
                await using var command = connection.CreateCommand();
                command.CommandText = "select 1";
                await command.ExecuteScalarAsync(cancel);
                return Results.Text("ready");
            }
            catch (System.Data.Common.DbException)
            {
                return Results.Text("database", statusCode: StatusCodes.Status503ServiceUnavailable);
            }
        }).ExcludeFromDescription().AllowEveryone();
    }
}
