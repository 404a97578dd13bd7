namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>While links are healthy, the job that has waited longest anywhere is the next to start.</summary>
public sealed class OldestFirstTests
{
    private const int Seeds = 20;
    private const int Jobs = 60;

    [Fact]
    public async Task With_healthy_links_the_oldest_job_at_any_server_starts_next()
    {
        for (var seed = 1; seed <= Seeds; seed++)
        {
            using var world = new SimulatedWorld(seed);
            await world.StartAsync();
            await world.RoundAsync();
            var random = new Random(seed);
            var waiting = new List<Guid>();
            while (world.Acknowledged.Count < Jobs || waiting.Count > 0)
            {
                if (world.Acknowledged.Count < Jobs && random.Next(3) > 0)
                {
                    waiting.Add(await world.SubmitAsync(random));
                }
                else
                {
                    world.EndOne(random);
                }

                await world.RoundAsync();

                // Nobody sat idle while something waited, and whatever has started since was the oldest.
                var started = world.Sandboxes.SelectMany(sandbox => sandbox.Judging.Select(job => Guid.Parse(job.Id.Token))).Where(waiting.Contains).ToArray();
                Assert.Equal(waiting.Take(started.Length).Order(), started.Order());
                waiting.RemoveRange(0, started.Length);
                Assert.True(waiting.Count == 0 || world.Sandboxes.All(sandbox => sandbox.Figures.Free == 0), $"seed {seed}: a slot is free though something waits");
            }
        }
    }
}
