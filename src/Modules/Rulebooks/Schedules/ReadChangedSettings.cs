using System.Data.Common;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OneWindow.Rulebooks;

/// <summary>动态调整生效: reads the settings that places have changed, at start and then every minute: another node may have taken the change.</summary>
internal sealed class ReadChangedSettings(LawInForce law, ILogger<ReadChangedSettings> log) : BackgroundService
{
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await law.Refresh(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1));
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken)) await Again(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task Again(CancellationToken cancel)
    {
        try
        {
            await law.Refresh(cancel);
        }
        catch (DbException e)
        {
            log.LogWarning(e, "The changed settings could not be read; the next try is in a minute.");
        }
    }
}
