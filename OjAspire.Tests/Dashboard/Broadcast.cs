using System.Threading.Channels;
using Grpc.Core;

namespace OjAspire.Tests.Dashboard;

/// <summary>Everything sent so far and from now on, to each follower in its order.</summary>
internal sealed class Broadcast<T>
{
    private readonly Lock _gate = new();
    private readonly List<T> _sent = [];
    private readonly List<Channel<T>> _followers = [];

    public void Send(T item) => Send(_ => item);

    /// <summary>Sends what is made from its number, from 1.</summary>
    public void Send(Func<int, T> make)
    {
        lock (_gate)
        {
            var item = make(_sent.Count + 1);
            _sent.Add(item);
            _followers.ForEach(follower => follower.Writer.TryWrite(item));
        }
    }

    /// <summary>Ends every open stream as a broken connection does.</summary>
    public void Break()
    {
        lock (_gate)
        {
            _followers.ForEach(
                follower => follower.Writer.TryComplete(new RpcException(new Status(StatusCode.Unavailable, "broken by the test"))));
            _followers.Clear();
        }
    }

    /// <summary>Writes to one follower until it goes: first one item that sums up the past, or the past itself where there is
    /// none.</summary>
    public async Task FollowAsync(Func<T>? summary, Func<T, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var follower = Channel.CreateUnbounded<T>();
        List<T> past;
        lock (_gate)
        {
            past = summary is null ? [.. _sent] : [summary()];
            _followers.Add(follower);
        }
        foreach (var item in past)
        {
            await write(item, cancellationToken);
        }
        await foreach (var item in follower.Reader.ReadAllAsync(cancellationToken))
        {
            await write(item, cancellationToken);
        }
    }
}
