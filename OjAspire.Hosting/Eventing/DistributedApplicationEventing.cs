using System.Collections.Immutable;
using Aspire.Hosting.Eventing;

namespace OjAspire.Hosting.Eventing;

internal sealed class DistributedApplicationEventing : IDistributedApplicationEventing
{
    private ImmutableList<(Type Kind, DistributedApplicationEventSubscription Subscription)> _subscriptions = [];

    public DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent
    {
        var subscription = new DistributedApplicationEventSubscription((happened, cancellationToken) => callback((T)happened, cancellationToken));
        ImmutableInterlocked.Update(ref _subscriptions, present => present.Add((typeof(T), subscription)));
        return subscription;
    }

    public void Unsubscribe(DistributedApplicationEventSubscription subscription) =>
        ImmutableInterlocked.Update(ref _subscriptions, present => present.RemoveAll(entry => entry.Subscription == subscription));

    public async Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent
    {
        foreach (var (_, subscription) in _subscriptions.Where(entry => entry.Kind == typeof(T)))
        {
            await subscription.Callback(@event, cancellationToken);
        }
    }
}
