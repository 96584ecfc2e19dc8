using System.Diagnostics;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace OneWindow.Journeys;

/// <summary>
/// The house as people run it: the built Host in a process of its own, on a fresh folder, with a clock that the story moves. One a story.
/// </summary>
public sealed class House : IAsyncLifetime
{
    /// <summary>A Monday morning in China, in a week without holidays.</summary>
    private const string Begins = "2025-09-15T09:00+08:00";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly string data = Directory.CreateTempSubdirectory("onewindow-journey-").FullName;
    private readonly StringBuilder complaints = new();
    private readonly HttpClient client = new();
    private Process? process;
    private Dictionary<string, string> passwords = [];

    /// <summary>Settings by environment, for a story whose house needs some: before it starts.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    public Uri Url { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process = Start("serve", "--urls", "http://127.0.0.1:0", "--data", data, "--clock", Begins);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith("ready ", StringComparison.Ordinal) == true) ready.TrySetResult(new Uri(line.Data["ready ".Length..]));
        };
        process.ErrorDataReceived += (_, line) => Complain(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException($"The house did not start:\n{Complaints}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Url = await ready.Task.WaitAsync(Patience);
        client.BaseAddress = Url;
        var accounts = await client.GetFromJsonAsync<JsonElement>("/demo/accounts");
        passwords = accounts.EnumerateArray().ToDictionary(a => a.GetProperty("user").GetString()!, a => a.GetProperty("password").GetString()!);
    }

    /// <summary>The database's file, for who comes by it.</summary>
    public string Database => Directory.GetFiles(data, "*.db").Single();

    public string PasswordOf(string user) => passwords[user];

    /// <summary>What the house wrote to its log so far.</summary>
    public string Complaints
    {
        get
        {
            lock (complaints) return complaints.ToString();
        }
    }

    /// <summary>Moves the clock, "P1D" or "PT2M"; every timer that is due fires before this returns.</summary>
    public async Task Wait(string span)
    {
        var answer = await client.PostAsJsonAsync("/demo/clock", new { advance = span });
        Assert.True(answer.IsSuccessStatusCode, $"The clock did not move: {await answer.Content.ReadAsStringAsync()}");
    }

    public async Task<byte[]> Get(string path) => await client.GetByteArrayAsync(new Uri(path, UriKind.Relative));

    /// <summary>The house's own check of everything, by its command line while it serves.</summary>
    public async Task<(int Status, JsonElement Answer)> Verify()
    {
        using var verifier = Start("verify", "--json", "--data", data);
        var error = verifier.StandardError.ReadToEndAsync();
        var answer = await verifier.StandardOutput.ReadToEndAsync();
        await verifier.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(answer.Length > 0, $"verify said nothing: {await error}");
        return (verifier.ExitCode, JsonSerializer.Deserialize<JsonElement>(answer));
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (process is { HasExited: false })
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process?.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private void Complain(string? line)
    {
        lock (complaints) complaints.AppendLine(line);
    }

    private Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Tree.Host);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // A journey is a demonstration on SQLite, whatever the machine's own settings say.
        start.Environment.Remove("ONEWINDOW_DB");
        start.Environment.Remove("ONEWINDOW_MODE");
        // Other houses of a story listen on this machine too.
        start.Environment["Outside__Inner"] = "127.0.0.1 localhost";
        foreach (var (name, value) in Settings) start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;
        return Process.Start(start)!;
    }
}
