namespace Aspire.Hosting.Eventing;

/// <summary>A subscription to events.</summary>
/// <param name="callback">Called with each of them.</param>
public class DistributedApplicationEventSubscription(Func<IDistributedApplicationEvent, CancellationToken, Task> callback)
{
    /// <summary>Called with each event.</summary>
    public Func<IDistributedApplicationEvent, CancellationToken, Task> Callback { get; } = callback;
}
