namespace Aspire.Hosting.Eventing;

/// <summary>Subscribes to what happens in the life of the application. Safe for concurrent use.</summary>
public interface IDistributedApplicationEventing
{
    /// <summary>Subscribes to a kind of event.</summary>
    /// <typeparam name="T">Kind of event.</typeparam>
    /// <param name="callback">Called with each; the application goes on when it has ended.</param>
    DistributedApplicationEventSubscription Subscribe<T>(Func<T, CancellationToken, Task> callback)
        where T : IDistributedApplicationEvent;

    /// <summary>Ends a subscription.</summary>
    /// <param name="subscription">What subscribing returned.</param>
    void Unsubscribe(DistributedApplicationEventSubscription subscription);

    /// <summary>Calls the subscribers, one after the other, in the order in which they subscribed.</summary>
    /// <typeparam name="T">Kind of event.</typeparam>
    /// <param name="event">The event.</param>
    Task PublishAsync<T>(T @event, CancellationToken cancellationToken = default)
        where T : IDistributedApplicationEvent;
}
