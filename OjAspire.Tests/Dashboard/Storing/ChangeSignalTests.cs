extern alias dashboard;

using dashboard::OjAspire.Dashboard.Telemetry;

namespace OjAspire.Tests.Dashboard.Storing;

public sealed class ChangeSignalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ChangeSignal _signal = new();

    [Fact]
    public void A_change_before_the_waiting_is_not_lost()
    {
        var seen = _signal.Version;
        _signal.Raise();

        var waiting = _signal.WaitAsync(seen, CancellationToken.None);

        Assert.True(waiting.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task All_who_wait_are_told()
    {
        var seen = _signal.Version;
        Task<long>[] waiting = [.. Enumerable.Range(0, 10).Select(_ => _signal.WaitAsync(seen, CancellationToken.None))];
        Assert.DoesNotContain(waiting, task => task.IsCompleted);

        _signal.Raise();

        Assert.All(await Task.WhenAll(waiting).WaitAsync(Patience), version => Assert.Equal(seen + 1, version));
    }

    [Fact]
    public async Task Who_looks_again_and_again_sees_the_last_change_whoever_makes_it()
    {
        const int Changes = 20_000;
        var last = _signal.Version + (2 * Changes);
        var watchers = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            for (long seen = 0; seen < last;)
            {
                seen = await _signal.WaitAsync(seen, CancellationToken.None);
            }
        }));
        var raisers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            for (var change = 0; change < Changes; change++)
            {
                _signal.Raise();
            }
        }));

        await Task.WhenAll(watchers.Concat(raisers)).WaitAsync(Patience);
    }

    [Fact]
    public async Task Who_gives_up_waits_no_more_and_the_others_do()
    {
        using var givingUp = new CancellationTokenSource();
        var one = _signal.WaitAsync(_signal.Version, givingUp.Token);
        var other = _signal.WaitAsync(_signal.Version, CancellationToken.None);

        await givingUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => one);
        Assert.False(other.IsCompleted);
        _signal.Raise();
        await other.WaitAsync(Patience);
    }
}
