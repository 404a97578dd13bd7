namespace OjAspire.Tests.Gateway;

/// <summary>Waits for what another thread of the server does and says to nobody.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(2);

    public static Task TrueAsync(Func<bool> condition, string complaint = "it did not come to be") =>
        TrueAsync(() => Task.FromResult(condition()), complaint);

    public static async Task TrueAsync(Func<Task<bool>> condition, string complaint = "it did not come to be")
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < Patience, complaint);
            await Task.Delay(LookEvery, TimeProvider.System);
        }
    }
}
