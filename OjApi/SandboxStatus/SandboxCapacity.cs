using Microsoft.Extensions.Options;
using OjApi.Judge0;
using OjApi.Scheduling;

namespace OjApi.SandboxStatus;

/// <summary>The sandboxes' slots in the words of Judge0's workers.</summary>
internal sealed class SandboxCapacity(Scheduler scheduler, IOptions<SchedulingOptions> options) : IJudgingCapacity
{
    public int MaxQueueSize => options.Value.MaxUnfinished;

    public int Slots => scheduler.Sandboxes().Sum(sandbox => sandbox.Slots);

    public int BusySlots => scheduler.Sandboxes().Sum(sandbox => sandbox.Report?.Running.Length ?? 0);

    public int PausedSlots => scheduler.Sandboxes()
        .Where(sandbox => sandbox.Report is { Availability: not SandboxAvailability.Ready })
        .Sum(sandbox => sandbox.Slots);
}
