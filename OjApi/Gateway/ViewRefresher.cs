using Microsoft.Extensions.Options;
using OjApi.Scheduling;

namespace OjApi.Gateway;

/// <summary>
/// Keeps what the sandboxes know of the waiting work from growing old, at a bounded rate for all of them together: with a
/// few sandboxes each is told of changes within <see cref="GatewayOptions.AnnounceEvery"/>, with many in turns.
/// </summary>
internal sealed class ViewRefresher(Scheduler scheduler, IOptions<GatewayOptions> options, TimeProvider time) : BackgroundService
{
    /// <summary>How many streams are told at each turn: at the default pace a thousand messages a second, a few percent of one core.</summary>
    private const int AtOnce = 10;

    private static readonly TimeSpan ShortestTurn = TimeSpan.FromMilliseconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var turn = options.Value.AnnounceEvery > ShortestTurn ? options.Value.AnnounceEvery : ShortestTurn;
        try
        {
            while (true)
            {
                await scheduler.ViewsOutdated.WaitAsync(stoppingToken);
                do
                {
                    await Task.Delay(turn, time, stoppingToken);
                }
                while (scheduler.RefreshViews(AtOnce, patience: turn));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Quiet: the streams end too.
        }
    }
}
