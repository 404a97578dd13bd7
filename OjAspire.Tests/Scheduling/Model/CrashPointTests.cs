using OjApi.Submissions;
using Xunit.Abstractions;

namespace OjAspire.Tests.Scheduling.Model;

/// <summary>
/// One submission, two replicas, one sandbox; and every fault there is, between every two steps of the way from the request to the
/// last acknowledgement.
/// </summary>
public sealed class CrashPointTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Longer than lease and grace time together, so that whoever does not recognise what still runs has time to deliver it again.
    private static readonly TimeSpan VeryLong = TimeSpan.FromSeconds(60);

    public static TheoryData<string, int> Faults => Data(static _ => true);

    public static TheoryData<string, int> FaultsElsewhere => Data(LeavesSandboxAlone);

    [Theory]
    [MemberData(nameof(FaultsElsewhere))]
    public void What_runs_for_very_long_in_a_living_sandbox_is_recognised_and_left_alone(string fault, int which)
    {
        using var world = new ModelWorld(replicas: 2, sandboxes: 1, slots: 1, seed: 1) { JobTime = VeryLong };
        world.StepUntil(() => world.IsWhole, Patience, "the streams do not come up");
        world.Submit(0);
        world.StepUntil(() => world.Sandboxes[0].Judging.Count > 0, Patience, "it does not run");
        world.Inject(Enum.Parse<Fault>(fault), which);
        world.StepUntil(() => IsOver(world), Patience, "it does not come to its end");

        Check(world.Store.Rows.Single(), world.Witness.Runs, runsOn: true);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_between_any_two_steps_loses_nothing_and_judges_nothing_twice_in_the_record(string fault, int which)
    {
        var (point, rerun) = (0, 0);
        for (var isInside = true; isInside; point++)
        {
            try
            {
                (isInside, var attempts) = Run(Enum.Parse<Fault>(fault), which, point);
                rerun += attempts > 1 ? 1 : 0;
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"{fault} {which} after step {point}: {exception.Message}", exception);
            }
        }

        output.WriteLine($"{point} points, {rerun} with a second delivery");
        Assert.True(point > 50, "the way is shorter than it can be");
    }

    private static TheoryData<string, int> Data(Func<Fault, bool> isMeant)
    {
        var faults = new TheoryData<string, int>();
        foreach (var fault in Enum.GetValues<Fault>().Where(isMeant))
        {
            faults.Add(fault.ToString(), 0);
            if (fault is Fault.KillReplica or Fault.PauseReplica or Fault.DrainReplica or Fault.CutStream or Fault.SilenceStream)
            {
                faults.Add(fault.ToString(), 1);
            }
        }

        return faults;
    }

    /// <summary>Runs the way with one fault on it; says whether it came before the end of the way.</summary>
    private static (bool IsInside, int Attempts) Run(Fault fault, int which, int point)
    {
        using var world = new ModelWorld(replicas: 2, sandboxes: 1, slots: 1, seed: 1);
        world.StepUntil(() => world.IsWhole, Patience, "the streams do not come up");
        world.Submit(0);
        for (var step = 0; step < point && !IsOver(world); step++)
        {
            world.Step();
        }

        var isInside = !IsOver(world);
        var isRunning = world.Sandboxes[0].Judging.Count > 0;
        world.Inject(fault, which);
        world.StepUntil(() => IsOver(world), Patience, "it does not come to its end");
        var row = world.Store.Rows.SingleOrDefault();
        Assert.True(world.Acknowledged.All(token => row?.Token == token));
        if (row is not null)
        {
            Check(row, runs: world.Witness.Runs, isRunning && LeavesSandboxAlone(fault));
            Assert.True(!LeavesReplicasAlone(fault) || row.Owner == "server-1", $"{row.Owner} took it from a replica that lives");
        }

        return (isInside, row?.Attempt ?? 0);
    }

    private static void Check(Submission row, int runs, bool runsOn)
    {
        Assert.Null(row.Unjudged);
        Assert.Equal(row.Token.ToString(), row.Result!.Message);

        // What a living sandbox runs is neither run nor delivered again, whatever becomes of the servers, streams and store.
        Assert.True(!runsOn || (row.Attempt == 1 && runs == 1), $"attempt {row.Attempt} after {runs} runs though the sandbox lived");
    }

    private static bool LeavesSandboxAlone(Fault fault) => fault is not (Fault.KillSandbox or Fault.DrainSandbox or Fault.FailJob);

    private static bool LeavesReplicasAlone(Fault fault) => fault is Fault.StoreAway or Fault.StoreHanging or Fault.RefuseCalls or Fault.LoseAnswers;

    private static bool IsOver(ModelWorld world) => world.IsQuiet;
}
