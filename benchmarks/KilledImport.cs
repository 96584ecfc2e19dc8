using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using OneWindow.Catalogue;

namespace OneWindow.Bench;

/// <summary>
/// The command `import` as a process of its own, killed (SIGKILL) when about half of the file is in, and started again: nothing twice, nothing left out. What is
/// measured is what the second run still had to do.
/// </summary>
internal static class KilledImport
{
    public static async Task Run(int count)
    {
        var folder = Directory.CreateTempSubdirectory("ow-bench-killed-").FullName;
        var file = Path.Combine(folder, "items.json");
        try
        {
            await ManyItems.Write(file, count);
            using (var first = Start(file, folder))
            {
                while (!first.HasExited && Ask(folder, $"select coalesce(max(\"Done\"), 0) from {CatalogueDb.Name}_imports") < count / 2) await Task.Delay(20);
                if (first.HasExited) throw new InvalidOperationException("It was done before it could be killed.");
                first.Kill();
                await first.WaitForExitAsync();
            }

            var done = Ask(folder, $"select \"Done\" from {CatalogueDb.Name}_imports");
            var rows = Ask(folder, $"select count(*) from {CatalogueDb.Name}_basic_entries");
            if (rows != done || done >= count) throw new InvalidOperationException($"{done} were said to be done when it was killed, {rows} rows stood there.");

            var watch = Stopwatch.StartNew();
            using var second = Start(file, folder);
            var report = JsonNode.Parse(await second.StandardOutput.ReadToEndAsync())!;
            await second.WaitForExitAsync();
            var seconds = watch.Elapsed.TotalSeconds;
            var (read, accepted, unchanged) = ((int)report["read"]!, (int)report["accepted"]!, (int)report["unchanged"]!);
            if ((read, accepted, unchanged, Ask(folder, $"select count(*) from {CatalogueDb.Name}_basic_entries")) != (count, count, 0, count))
                throw new InvalidOperationException($"After the second run: {report.ToJsonString()}");
            new Figure("import", $"killed at {done:N0} of {count:N0}, the rest with start and look through the file", seconds, "s", null, null).Print();
            new Figure("import", "rows that stood there twice or not at all", 0, "", null, null).Print();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Process Start(string file, string folder)
    {
        var host = Path.Combine(AppContext.BaseDirectory, "OneWindow.Host.dll");
        return Process.Start(new ProcessStartInfo("dotnet", [host, "import", file, "--data", folder]) { RedirectStandardOutput = true })!;
    }

    /// <summary>A number out of the database beside the process that writes it; 0 while it is not there yet.</summary>
    private static long Ask(string folder, string question)
    {
        if (Directory.GetFiles(folder, "*.db") is not [var path, ..]) return 0;
        try
        {
            using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=false");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = question;
            return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        }
        catch (SqliteException)
        {
            return 0;
        }
    }
}
