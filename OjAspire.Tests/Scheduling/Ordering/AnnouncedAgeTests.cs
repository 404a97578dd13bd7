using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling.Ordering;

/// <summary>What a replica says of the age of its work, which decides whom the sandboxes ask first.</summary>
public sealed class AnnouncedAgeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Scheduler _one;
    private readonly Scheduler _two;

    public AnnouncedAgeTests()
    {
        _one = new Scheduler(Options.Create(new SchedulingOptions()), _time);
        _two = new Scheduler(Options.Create(new SchedulingOptions()), _time);
    }

    [Fact]
    public void It_is_that_of_the_oldest_job_and_not_of_the_next_one()
    {
        var oldest = _time.GetUtcNow();
        Enqueue(_one, tenant: "large");
        Enqueue(_one, tenant: "large");
        var stream = _one.Connect();
        _one.Claim(stream, "1");
        Enqueue(_one, tenant: "small");

        // "small" is next, "large" has waited longer.
        Assert.Equal(oldest.AddSeconds(1), Assert.Single(_one.Waiting().Languages).OldestEnqueuedAt);
    }

    [Fact]
    public void A_job_behind_a_higher_priority_of_its_tenant_does_not_count()
    {
        Enqueue(_one, priority: 0);
        Enqueue(_one, language: "py", priority: 0);
        var urgent = _time.GetUtcNow();
        Enqueue(_one, priority: 1);
        Enqueue(_one, language: "java", priority: 2);

        var announced = _one.Waiting().Languages.ToDictionary(language => language.LanguageKey);

        Assert.Equal((2, urgent.AddSeconds(1)), (announced["cpp"].Count, announced["cpp"].OldestEnqueuedAt));
        Assert.Equal((1, urgent.AddSeconds(1)), (announced["py"].Count, announced["py"].OldestEnqueuedAt));
        Assert.Equal((1, urgent.AddSeconds(1)), (announced["java"].Count, announced["java"].OldestEnqueuedAt));
    }

    [Theory]
    [InlineData("cpp")]
    [InlineData("py")]
    public void A_job_that_is_overtaken_for_ever_does_not_draw_all_claims_to_its_replica(string language)
    {
        Enqueue(_one, language, priority: -1);
        for (var job = 0; job < 10; job++)
        {
            Enqueue(_two);
        }

        // More urgent work comes to the first replica as fast as it is served.
        Enqueue(_one);
        var (one, two) = (_one.Connect(Reports.Hello(languages: ["cpp", "py"])), _two.Connect(Reports.Hello(languages: ["cpp", "py"])));
        for (var claim = 0; claim < 40; claim++)
        {
            Enqueue(_one);
            var (scheduler, stream) = Oldest(_two) < Oldest(_one) ? (_two, two) : (_one, one);
            var key = scheduler.Claim(stream, "claim").Job!.Key;
            scheduler.ResultReceived(stream, key);
            scheduler.Forget(key);
        }

        Assert.Empty(_two.Waiting().Languages);
    }

    private static DateTimeOffset Oldest(Scheduler scheduler) =>
        scheduler.Waiting().Languages.Select(language => language.OldestEnqueuedAt).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();

    private void Enqueue(Scheduler scheduler, string language = "cpp", string tenant = "default", int priority = 0)
    {
        scheduler.Enqueue(language, tenant, priority);
        _time.Advance(TimeSpan.FromSeconds(1));
    }
}
