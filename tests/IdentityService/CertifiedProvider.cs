using System.Diagnostics;

namespace OneWindow.Tests;

/// <summary>
/// A certified OpenID Connect provider in a process of its own, with invented people (provider.mjs). Its packages are restored by npm where they are
/// not there yet; it ends with whoever started it.
/// </summary>
internal sealed class CertifiedProvider : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly SemaphoreSlim Restoring = new(1);

    private Process? process;

    private CertifiedProvider(Process process, string issuer) => (this.process, Issuer) = (process, issuer);

    public string Issuer { get; }

    /// <summary>What the house is told of it: the provider's own words for kinds, papers and levels are not ours.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["IdentityServices:city:Title"] = "示范市统一身份认证",
        ["IdentityServices:city:Issuer"] = Issuer,
        ["IdentityServices:city:ClientId"] = "onewindow",
        ["IdentityServices:city:ClientSecret"] = "only-for-tests",
        ["IdentityServices:city:Fields:Kind"] = "kind",
        ["IdentityServices:city:Fields:Paper"] = "paper",
        ["IdentityServices:city:Fields:Number"] = "number",
        ["IdentityServices:city:Fields:Phone"] = "phone",
        ["IdentityServices:city:Fields:Level"] = "level",
        ["IdentityServices:city:Fields:Representative"] = "legal",
        ["IdentityServices:city:Kinds:1"] = "person",
        ["IdentityServices:city:Kinds:2"] = "company",
        ["IdentityServices:city:Kinds:3"] = "unincorporated",
        ["IdentityServices:city:Papers:111"] = "resident-id",
        ["IdentityServices:city:Papers:1"] = "credit-code",
        ["IdentityServices:city:Levels:L1"] = "told",
        ["IdentityServices:city:Levels:L2"] = "checked",
        ["IdentityServices:city:Levels:L3"] = "proven",
    };

    public static async Task<CertifiedProvider> Start()
    {
        var folder = Path.Combine(Root(), "tests/IdentityService");
        await Restore(folder);
        var process = Run(folder, "node", "provider.mjs");
        var ready = process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        if (await ready is { } line && line.StartsWith("ready ", StringComparison.Ordinal))
        {
            // Read on, or it stops when the pipes are full.
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            return new CertifiedProvider(process, line["ready ".Length..]);
        }

        throw new InvalidOperationException($"The provider did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref process, null) is not { } running) return;
        if (!running.HasExited)
        {
            running.Kill(entireProcessTree: true);
            await running.WaitForExitAsync();
        }

        running.Dispose();
    }

    private static async Task Restore(string folder)
    {
        await Restoring.WaitAsync();
        try
        {
            if (Directory.Exists(Path.Combine(folder, "node_modules/oidc-provider"))) return;
            using var npm = Run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
            var told = npm.StandardError.ReadToEndAsync();
            await npm.StandardOutput.ReadToEndAsync();
            await npm.WaitForExitAsync().WaitAsync(Patience);
            if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci failed in tests/IdentityService: {await told}");
        }
        finally
        {
            Restoring.Release();
        }
    }

    private static Process Run(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OneWindow.slnx"))) return folder.FullName;
        }

        throw new InvalidOperationException("The tests run from within the repository.");
    }
}
