namespace OjAspire.Chaos.Schedule;

/// <summary>What kinds of faults are counted together.</summary>
internal enum FaultKind
{
    Kill,
    Pause,
    Restart,
    Partition,
    Outage,
}
