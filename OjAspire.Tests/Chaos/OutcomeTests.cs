using System.Text.Json.Nodes;
using OjAspire.Chaos.Audit;
using OjAspire.Chaos.Clients;
using OjAspire.Chaos.Schedule;
using OjAspire.ClusterSim.Clients;

namespace OjAspire.Tests.Chaos;

/// <summary>When a run is called a failure.</summary>
public sealed class OutcomeTests
{
    private const int Accepted = 3;
    private const int WrongAnswer = 4;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static readonly Act[] OneOfEach =
    [
        .. new[] { Fault.KillReplica, Fault.PauseReplica, Fault.RestartSandbox, Fault.IsolateSandbox, Fault.StopStore }
            .Select(fault => new Act(TimeSpan.Zero, fault, TimeSpan.FromSeconds(1))),
    ];

    private readonly Ledger _ledger = new();
    private readonly Tally _tally = new();

    public OutcomeTests()
    {
        for (var number = 0; number < 30; number++)
        {
            Acknowledge($"token {number}");
            Assert.True(_ledger.Note($"token {number}", Answer(Accepted)));
        }
    }

    [Fact]
    public void Every_verdict_right_and_every_kind_of_fault_done_is_no_failure() => Assert.Empty(Complaints(OneOfEach));

    [Fact]
    public void A_submission_that_is_not_known_any_more_is_a_failure()
    {
        Acknowledge("gone");
        _ledger.Note("gone", null);

        Assert.Contains("1 lost and 0 wrong", Complaints(OneOfEach));
    }

    [Fact]
    public void A_wrong_verdict_is_a_failure()
    {
        Acknowledge("misjudged");
        _ledger.Note("misjudged", Answer(WrongAnswer));

        Assert.Contains("0 lost and 1 wrong", Complaints(OneOfEach));
    }

    [Theory]
    [InlineData(Accepted, "2026-01-01T00:00:09Z")]
    [InlineData(Ledger.Processing, null)]
    public void A_verdict_that_changes_is_a_failure(int status, string? finishedAt)
    {
        _ledger.Note("token 1", Answer(status, finishedAt));

        Assert.Contains("0 lost and 1 wrong", Complaints(OneOfEach));
    }

    [Fact]
    public void An_answer_that_there_should_not_be_is_a_failure()
    {
        _tally.Wonder("500");

        Assert.Single(Complaints(OneOfEach));
    }

    [Fact]
    public void A_minute_in_which_nothing_was_broken_is_a_failure_and_a_few_seconds_are_not()
    {
        Assert.Equal(Enum.GetValues<FaultKind>().Length, Complaints([]).Count());
        Assert.Empty(Outcome([]).Complaints(TimeSpan.FromSeconds(20)));
    }

    private static JsonObject Answer(int status, string? finishedAt = "2026-01-01T00:00:00Z") =>
        new() { ["status"] = new JsonObject { ["id"] = status }, ["finished_at"] = finishedAt };

    private void Acknowledge(string token)
    {
        _ledger.Add(token, new JudgedProgram("echo 1", "1", Accepted));
        _tally.Acknowledge(token, new Acknowledgement(0, "replica 1", DateTimeOffset.UnixEpoch));
    }

    private IEnumerable<string> Complaints(Act[] acts) => Outcome(acts).Complaints(Minute);

    private Outcome Outcome(Act[] acts) => new(_ledger, _tally, _ledger.Findings, [], acts, Repeats: 0, EndedAlone: 0);
}
