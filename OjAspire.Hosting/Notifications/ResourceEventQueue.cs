using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Notifications;

/// <summary>
/// Snapshots that one watcher has not taken yet. Bounded: at <see cref="Limit"/>, older snapshots of a resource give
/// way to its newest, so it never holds more than the limit or the number of resources.
/// </summary>
internal sealed class ResourceEventQueue
{
    internal const int Limit = 1024;

    private readonly Lock _gate = new();
    private Queue<ResourceEvent> _waiting = new();
    private TaskCompletionSource _added = New();

    public void Add(ResourceEvent resourceEvent)
    {
        lock (_gate)
        {
            if (_waiting.Count >= Limit)
            {
                _waiting = new(_waiting.GroupBy(waiting => waiting.ResourceId).Select(ofOne => ofOne.Last()));
            }

            _waiting.Enqueue(resourceEvent);
            _added.TrySetResult();
        }
    }

    /// <summary>The next snapshot. One taker at a time.</summary>
    public async Task<ResourceEvent> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Task added;
            lock (_gate)
            {
                if (_waiting.TryDequeue(out var next))
                {
                    return next;
                }

                _added = _added.Task.IsCompleted ? New() : _added;
                added = _added.Task;
            }

            await added.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
