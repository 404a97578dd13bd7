using System.Globalization;

namespace OjAspire.Chaos.Schedule;

/// <summary>One thing that is done, and undone after a while.</summary>
/// <param name="At">When, counted from the beginning.</param>
/// <param name="Fault">What.</param>
/// <param name="For">How long until it is undone.</param>
/// <param name="Replica">To which API server, from 0; absent where it is not about one.</param>
/// <param name="Sandbox">To which sandbox, from 0; absent where it is not about one.</param>
internal sealed record Act(TimeSpan At, Fault Fault, TimeSpan For, int? Replica = null, int? Sandbox = null)
{
    /// <summary>What it counts as.</summary>
    public FaultKind Kind => Fault switch
    {
        Fault.KillReplica or Fault.KillSandbox or Fault.KillAllReplicas or Fault.KillAllSandboxes => FaultKind.Kill,
        Fault.PauseReplica or Fault.PauseReplicaBriefly or Fault.PauseSandbox => FaultKind.Pause,
        Fault.RestartReplica or Fault.RestartSandbox => FaultKind.Restart,
        Fault.StopStore or Fault.HangStore => FaultKind.Outage,
        _ => FaultKind.Partition,
    };

    /// <summary>What is done, in words.</summary>
    public override string ToString()
    {
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{For.TotalSeconds:0.0} s");
        return Fault switch
        {
            Fault.KillReplica => $"kill {NameOfReplica}; back after {seconds}",
            Fault.KillSandbox => $"kill {NameOfSandbox}; back after {seconds}",
            Fault.KillAllReplicas => $"kill all replicas; back after {seconds}",
            Fault.KillAllSandboxes => $"kill all sandboxes; back after {seconds}",
            Fault.PauseReplica or Fault.PauseReplicaBriefly => $"pause {NameOfReplica} for {seconds}",
            Fault.PauseSandbox => $"pause {NameOfSandbox} for {seconds}",
            Fault.RestartReplica => $"restart {NameOfReplica}",
            Fault.RestartSandbox => $"restart {NameOfSandbox}",
            Fault.PartReplicaFromSandbox => $"part {NameOfReplica} from {NameOfSandbox} for {seconds}",
            Fault.PartReplicaFromStore => $"part {NameOfReplica} from the database for {seconds}",
            Fault.IsolateReplica => $"isolate {NameOfReplica} for {seconds}",
            Fault.IsolateSandbox => $"isolate {NameOfSandbox} for {seconds}",
            Fault.StopStore => $"take the store away for {seconds}",
            Fault.HangStore => $"let the database hang for {seconds}",
            _ => throw new InvalidOperationException($"{Fault} has no words."),
        };
    }

    private string NameOfReplica => string.Create(CultureInfo.InvariantCulture, $"replica {Replica + 1}");

    private string NameOfSandbox => string.Create(CultureInfo.InvariantCulture, $"sandbox {Sandbox + 1}");
}
