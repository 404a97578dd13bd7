using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OjApi.Scheduling;

namespace OjApi.Gateway;

/// <summary>
/// Which stream has which sandbox id here. An id has one stream. A newcomer with the id of a living one is refused; one
/// whose predecessor shows no life any more takes its place, after that has let go of everything. A live sandbox reports at
/// least every report-by, so this is how long after its last message the predecessor may still prove that it lives.
/// </summary>
internal sealed class SandboxIds(Scheduler scheduler, IOptions<GatewayOptions> options)
{
    private readonly ConcurrentDictionary<string, StreamLife> _holders = new(StringComparer.Ordinal);

    /// <summary>How many ids have a stream.</summary>
    public int Count => _holders.Count;

    /// <summary>Takes an id for a stream. Of several newcomers one gets it, and the others have to do with that one.</summary>
    /// <returns>Whether the stream has it; otherwise another one lives, or this server stops and leaves its streams as they are.</returns>
    public async Task<bool> TryTakeAsync(string sandboxId, StreamLife newcomer, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Its time begins when it gets the id: nobody read what it sent while it waited.
            newcomer.Heard();
            if (_holders.TryAdd(sandboxId, newcomer))
            {
                return true;
            }

            if (_holders.TryGetValue(sandboxId, out var holder))
            {
                if (scheduler.IsDraining || await holder.IsHeardAsync(options.Value.ReportBy, cancellationToken) || scheduler.IsDraining)
                {
                    return false;
                }

                holder.Replace();
                await holder.Ended.WaitAsync(cancellationToken);
            }
        }
    }

    /// <summary>Frees the id of a stream that ends, whose life then has to be disposed; no harm when the stream never had it.</summary>
    public void Release(string sandboxId, StreamLife holder) => _holders.TryRemove(KeyValuePair.Create(sandboxId, holder));
}
