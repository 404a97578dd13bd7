using OjSandbox.Discovery;

namespace OjAspire.Tests.Discovery;

internal static class EndpointsExtensions
{
    /// <summary>Waits until the newest list has exactly these keys.</summary>
    public static async Task WhenAsync(this SchedulerEndpoints endpoints, params string[] keys)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        while (true)
        {
            var snapshot = endpoints.Current;
            if (snapshot.Endpoints.Select(endpoint => endpoint.Key).SequenceEqual(keys))
            {
                return;
            }

            var superseded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var registration = snapshot.Superseded.RegisterChangeCallback(_ => superseded.TrySetResult(), null);
            await superseded.Task.WaitAsync(limit.Token);
        }
    }
}
