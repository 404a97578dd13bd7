using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OjApi.Scheduling;
using OjApi.Scheduling.Ordering;

namespace OjAspire.Tests.Scheduling.Ordering;

/// <summary>Who is next, rule by rule, through the core.</summary>
public sealed class FairOrderTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly SchedulingOptions _options = new() { Tenants = { ["Heavy"] = new TenantOptions { Weight = 3 } } };
    private readonly Dictionary<JobKey, string> _names = [];
    private Scheduler? _scheduler;
    private int _claims;

    private Scheduler Scheduler => _scheduler ??= new Scheduler(Options.Create(_options), _time);

    [Fact]
    public void One_tenant_is_served_by_priority_and_then_oldest_first()
    {
        Enqueue("first");
        Enqueue("second");
        Enqueue("later but urgent", priority: 100);
        Enqueue("unimportant", priority: -100);
        Enqueue("third");

        Assert.Equal(["later but urgent", "first", "second", "third", "unimportant"], Claim(5));
    }

    [Fact]
    public void Tenants_take_turns_however_much_each_has_waiting()
    {
        Enqueue(tenant: "large", count: 6);
        Enqueue(tenant: "small", count: 2);

        Assert.Equal(["large", "small", "large", "small", "large", "large", "large", "large"], Claim(8));
    }

    [Fact]
    public void A_priority_does_not_help_against_another_tenant()
    {
        Enqueue("calm", tenant: "calm", count: 3);
        Enqueue("loud", tenant: "loud", priority: 100, count: 3);

        Assert.Equal(["calm", "loud", "calm", "loud", "calm", "loud"], Claim(6));
    }

    [Fact]
    public void A_tenant_of_weight_three_gets_three_turns_for_one_and_its_name_is_matched_in_any_case()
    {
        Enqueue("heavy", tenant: "heavy", count: 6);
        Enqueue("heavy", tenant: "HEAVY", count: 6);
        Enqueue(tenant: "light", count: 10);

        var order = Claim(16);

        Assert.Equal(12, order.Count(name => name == "heavy"));
        Assert.Equal(3, order[..4].Count(name => name == "heavy"));
        Assert.Equal(6, order[..8].Count(name => name == "heavy"));
        Assert.Equal(9, order[..12].Count(name => name == "heavy"));
    }

    [Fact]
    public void A_tenant_that_was_idle_gets_no_credit_for_it()
    {
        Enqueue(tenant: "busy", count: 20);
        Claim(10);
        Enqueue(tenant: "back", count: 5);

        Assert.Equal(3, Claim(6).Count(name => name == "back"));
    }

    [Fact]
    public void A_tenant_that_sends_one_job_at_a_time_does_not_get_more_than_its_share()
    {
        Enqueue(tenant: "busy", count: 20);
        Enqueue(tenant: "sly");
        var served = new List<string>();
        for (var claim = 0; claim < 12; claim++)
        {
            var name = Claim(1).Single();
            served.Add(name);
            if (name == "sly")
            {
                Enqueue(tenant: "sly");
            }
        }

        Assert.Equal(6, served.Count(name => name == "sly"));
    }

    [Fact]
    public void A_tenant_without_eligible_work_neither_blocks_nor_saves_up_turns()
    {
        Enqueue("java", tenant: "patient", language: "java", count: 4);
        Enqueue(tenant: "busy", count: 20);

        // None of these sandboxes has Java.
        Assert.All(Claim(8), name => Assert.Equal("busy", name));
        Enqueue("cpp", tenant: "patient", count: 4);

        Assert.Equal(2, Claim(4).Count(name => name == "cpp"));
    }

    [Fact]
    public void Turns_at_one_kind_of_sandbox_do_not_count_at_another()
    {
        Enqueue("both", tenant: "both", language: "java", count: 10);
        Assert.Equal(10, Claim(10, "java").Count);
        Enqueue("both", tenant: "both", count: 4);
        Enqueue(tenant: "cpp only", count: 4);

        Assert.Equal(["both", "cpp only", "both", "cpp only"], Claim(4, "cpp"));
    }

    [Fact]
    public void More_kinds_of_sandboxes_than_are_remembered_begin_anew_and_still_get_everything()
    {
        Enqueue(tenant: "one", count: 50);
        Enqueue(tenant: "two", count: 50);

        for (var kind = 0; kind < 50; kind++)
        {
            Assert.Single(Claim(1, "cpp", $"other-{kind}"));
            Assert.Single(Claim(1, "cpp", $"other-{kind}"));
        }

        Assert.Empty(Claim(1));
    }

    [Fact]
    public void A_job_that_comes_back_is_first_of_its_tenant_again()
    {
        Enqueue("first");
        Enqueue("second");
        var stream = Scheduler.Connect();
        var key = Scheduler.Claim(stream, "once").Job!.Key;

        Scheduler.PutBack(key);

        Assert.Equal("first", _names[Scheduler.Claim(stream, "again").Job!.Key]);
    }

    [Fact]
    public void In_plain_order_the_oldest_is_next_whatever_its_tenant_and_priority()
    {
        _options.Order = JobOrder.OldestFirst;
        Enqueue("1", tenant: "a");
        Enqueue("2", tenant: "a");
        Enqueue("3", tenant: "b", priority: 100);
        Enqueue("4", tenant: "c", language: "py");

        Assert.Equal(["1", "2", "3", "4"], Claim(4, "cpp", "py"));
    }

    private void Enqueue(string? name = null, string tenant = TenantName.Default, int priority = 0, string language = "cpp", int count = 1)
    {
        for (var job = 0; job < count; job++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _names.Add(Scheduler.Enqueue(language, tenant, priority), name ?? tenant);
        }
    }

    /// <summary>Claims so often, and names what came; nothing stays in the sandbox.</summary>
    private List<string> Claim(int times, params string[] languages)
    {
        var served = new List<string>();
        for (var claim = 0; claim < times; claim++)
        {
            var stream = Scheduler.Connect(Reports.Hello($"sandbox-{++_claims}", languages: languages));
            if (Scheduler.Claim(stream, "claim").Job is { } job)
            {
                served.Add(_names[job.Key]);
                Scheduler.ResultReceived(stream, job.Key);
                Scheduler.Forget(job.Key);
            }

            Scheduler.Disconnect(stream, saidGoodbye: true);
        }

        return served;
    }
}
