using OjSandbox.Isolation.Cgroups;

namespace OjAspire.Tests.Isolation;

public sealed class CgroupDirectoriesTests
{
    private const int Starting = 8;

    [Fact]
    public async Task Sandboxes_that_start_together_remove_the_dead_ones_without_tripping_over_each_other()
    {
        using var parent = new TemporaryDirectory();
        foreach (var dead in Enumerable.Range(1, 200))
        {
            var owner = CgroupOwner.Current with { Process = dead, Started = "long ago" };
            Directory.CreateDirectory(Path.Combine(parent.Path, owner.Name, "run-1"));
        }

        using var together = new Barrier(Starting);
        await Task.WhenAll(Enumerable.Range(0, Starting).Select(_ => Task.Factory.StartNew(
            () =>
            {
                var starting = new CgroupDirectories([parent.Path], CgroupOwner.Current);
                together.SignalAndWait();
                starting.Prepare();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));

        Assert.Equal([CgroupOwner.Current.Name], Directory.EnumerateDirectories(parent.Path).Select(Path.GetFileName));
    }
}
