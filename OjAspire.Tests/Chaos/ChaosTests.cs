using System.Globalization;
using OjAspire.Chaos;
using Xunit.Abstractions;

namespace OjAspire.Tests.Chaos;

/// <summary>
/// The whole application under chaos, shortened; <c>./chaos.sh</c> does more of it. <c>OJ_TEST_SEED</c> repeats what was done in an
/// earlier run.
/// </summary>
public sealed class ChaosTests(ITestOutputHelper output)
{
    // With the start and the looking afterwards about a minute.
    private const string Minutes = "0.75";

    [Fact]
    public async Task Whatever_is_killed_paused_restarted_and_cut_off_nothing_acknowledged_is_lost_or_wrong()
    {
        var seed = Environment.GetEnvironmentVariable("OJ_TEST_SEED") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture);
        // For a machine that is busy with other things; usually it is done in a ninth of that.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10), TimeProvider.System);

        var complaints = await new ChaosRun(Arguments.Parse([Minutes, seed]), output.WriteLine).RunAsync(patience.Token);

        Assert.Empty(complaints);
    }
}
