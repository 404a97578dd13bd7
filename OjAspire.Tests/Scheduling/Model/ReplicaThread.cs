namespace OjAspire.Tests.Scheduling.Model;

/// <summary>
/// The one thread of a replica: everything that it goes on with after a wait is queued here and runs when the test lets it run, in
/// order. A replica that stands still has its queue kept; a dead one goes on with nothing.
/// </summary>
internal sealed class ReplicaThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = [];
    private readonly int _testThread = Environment.CurrentManagedThreadId;

    public bool IsPaused { get; set; }

    public bool IsDead { get; set; }

    /// <summary>Something went on outside the test's hands; then a seed is no history any more.</summary>
    public bool HasEscaped { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_queue)
        {
            HasEscaped |= Environment.CurrentManagedThreadId != _testThread;
            if (!IsDead)
            {
                _queue.Enqueue((d, state));
            }
        }
    }

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Begins something on this thread, and goes on with what there is until everything waits.</summary>
    public T Run<T>(Func<T> begin)
    {
        var before = Current;
        SetSynchronizationContext(this);
        try
        {
            var result = begin();
            while (!IsPaused && TryTake(out var next))
            {
                next.Callback(next.State);
            }

            return result;
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    /// <summary>Goes on with what there is.</summary>
    public void Run() => Run(() => true);

    private bool TryTake(out (SendOrPostCallback Callback, object? State) next)
    {
        lock (_queue)
        {
            return _queue.TryDequeue(out next) && !IsDead;
        }
    }
}
