namespace OjAspire.Hosting.Orchestration;

/// <summary>Whether a replica is wanted to run. Said by commands, heard by the replica's loop.</summary>
internal sealed class ReplicaWish
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _said = NewSignal();
    private bool _wanted = true;

    public bool IsWanted
    {
        get
        {
            lock (_gate)
            {
                return _wanted;
            }
        }
    }

    /// <summary>Ends when something is said next, even if it was said before.</summary>
    public Task NextSaid
    {
        get
        {
            lock (_gate)
            {
                return _said.Task;
            }
        }
    }

    public void Say(bool wanted)
    {
        lock (_gate)
        {
            _wanted = wanted;
            _said.TrySetResult();
            _said = NewSignal();
        }
    }

    public async Task WantedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task said;
            lock (_gate)
            {
                if (_wanted)
                {
                    return;
                }

                said = _said.Task;
            }

            await said.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
