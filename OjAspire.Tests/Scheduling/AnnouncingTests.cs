using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling;

/// <summary>Who is told what waits, and when: enough sandboxes at once, nobody for nothing, everybody in the end.</summary>
public sealed class AnnouncingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly Scheduler _scheduler;
    private readonly Dictionary<SandboxStream, int> _seen = [];

    public AnnouncingTests() => _scheduler = new Scheduler(Options.Create(new SchedulingOptions()), _time);

    [Fact]
    public void A_job_is_offered_to_a_few_of_many_free_sandboxes_and_the_next_one_to_others()
    {
        var streams = Connect(10);

        _scheduler.Enqueue();
        var first = Tell(streams);
        Assert.Equal(2, first.Count);

        var job = _scheduler.Claim(first[0], "1").Job!.Key;
        Assert.Null(_scheduler.Claim(first[1], "2").Job);
        _scheduler.Forget(job);
        foreach (var stream in first)
        {
            _scheduler.ToldNothing(stream);
            _scheduler.Report(stream, Reports.Of(slots: 1));
        }

        _scheduler.Enqueue();

        var second = Tell(streams);
        Assert.Equal(2, second.Count);
        Assert.Empty(second.Intersect(first));
    }

    [Fact]
    public void As_many_are_told_as_there_are_jobs_for()
    {
        var streams = Connect(10);
        _scheduler.Enqueue();
        _scheduler.Enqueue();
        _scheduler.Enqueue();

        Assert.Equal(6, Tell(streams).Sum(stream => stream.Hello.Slots));
    }

    [Fact]
    public void A_sandbox_with_more_free_slots_than_it_knows_jobs_for_is_told_of_more()
    {
        var streams = Connect(1, slots: 4);
        _scheduler.Enqueue();
        Assert.Single(Tell(streams));

        _scheduler.Enqueue();

        Assert.Single(Tell(streams));
    }

    [Fact]
    public void A_job_that_nobody_claims_is_offered_to_twice_as_many_each_time_until_all_know()
    {
        var streams = Connect(30);
        _scheduler.Enqueue();
        var told = new List<int> { Tell(streams).Count };
        for (var turn = 0; turn < 5; turn++)
        {
            _time.Advance(Patience * 2);
            _scheduler.RefreshViews(atMost: 0, Patience);
            told.Add(Tell(streams).Count);
        }

        Assert.Equal([2, 2, 4, 8, 14, 0], told);
    }

    [Fact]
    public void A_full_sandbox_that_knows_of_nothing_is_told_at_once_and_then_only_in_its_turn()
    {
        var streams = Connect(5);
        foreach (var stream in streams)
        {
            _scheduler.Report(stream, Reports.Of(slots: 1, running: [new JobKey(Guid.NewGuid(), 1)]));
        }

        _scheduler.Enqueue();
        Assert.Equal(5, Tell(streams).Count);
        _scheduler.Enqueue();
        Assert.Empty(Tell(streams));

        Assert.True(_scheduler.RefreshViews(atMost: 3, Patience));
        Assert.Equal(streams[..3], Tell(streams));
        Assert.False(_scheduler.RefreshViews(atMost: 3, Patience));
        Assert.Equal(streams[3..], Tell(streams));
        Assert.False(_scheduler.RefreshViews(atMost: 3, Patience));
        Assert.Empty(Tell(streams));
    }

    [Fact]
    public void A_sandbox_is_told_nothing_of_languages_that_it_does_not_have()
    {
        var streams = Connect(3);

        _scheduler.Enqueue("java");
        _time.Advance(Patience * 2);

        Assert.False(_scheduler.RefreshViews(atMost: 10, Patience));
        Assert.Empty(Tell(streams));
    }

    [Theory]
    [InlineData(SandboxAvailability.Draining)]
    [InlineData(SandboxAvailability.Withdrawn)]
    internal void A_sandbox_that_takes_no_work_is_not_counted_on(SandboxAvailability availability)
    {
        var streams = Connect(3);
        _scheduler.Report(streams[0], Reports.Of(slots: 1, availability: availability));
        _scheduler.Report(streams[1], Reports.Of(slots: 1, availability: availability));

        _scheduler.Enqueue();

        Assert.Contains(streams[2], Tell(streams));
    }

    [Fact]
    public void A_stream_that_is_gone_is_not_counted_on()
    {
        var streams = Connect(3, slots: 2);
        _scheduler.Enqueue();
        var asked = Tell(streams);
        Assert.Equal(2, asked.Count);

        _scheduler.Disconnect(asked[0], saidGoodbye: false);

        Assert.Single(Tell(streams));
    }

    /// <summary>Connects sandboxes that are free and have been told that nothing waits.</summary>
    private SandboxStream[] Connect(int count, int slots = 1)
    {
        SandboxStream[] streams = [.. Enumerable.Range(0, count).Select(i => _scheduler.Connect(Reports.Hello($"sandbox-{i}", slots: slots)))];
        foreach (var stream in streams)
        {
            _scheduler.Report(stream, Reports.Of(slots));
        }

        Assert.Equal(count, Tell(streams).Count);
        return streams;
    }

    /// <summary>Does what the writers do; who was to be told since the last time.</summary>
    private List<SandboxStream> Tell(IEnumerable<SandboxStream> streams)
    {
        var due = streams.Where(stream => stream.Nudges != _seen.GetValueOrDefault(stream)).ToList();
        foreach (var stream in due)
        {
            _seen[stream] = stream.Nudges;
            _scheduler.TellWaiting(stream);
        }

        return due;
    }
}
