using System.Diagnostics.CodeAnalysis;
using Oj.Contracts.Scheduling;
using OjSandbox.Discovery;

namespace OjSandbox.Session.Slots;

/// <summary>
/// One job from its assignment until its outcome is acknowledged. Everything that changes is changed under the lock of
/// <see cref="SlotKeeper"/>; the judging task only reads.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The source has no timer, and may be cancelled after the job has ended by itself.")]
internal sealed class Job(Assign assign, SchedulerEndpoint assigner)
{
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>What is judged.</summary>
    public JobSpec Spec { get; } = assign.Spec;

    /// <summary>The attempt with which its judging began: what is here of an earlier one is another matter.</summary>
    public uint FirstAttempt { get; } = assign.FirstAttempt;

    /// <summary>The submission's trace; empty means none.</summary>
    public string Traceparent { get; } = assign.Traceparent;

    /// <summary>Cancelled when the outcome is not wanted any more, or the job is handed back.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>Token and the attempt that is current: a later attempt of the same submission may take a running job over.</summary>
    public JobId Id { get; set; } = assign.Job;

    /// <summary>The server whose job it is.</summary>
    public SchedulerEndpoint Assigner { get; set; } = assigner;

    /// <summary>Since when the assigner has had no stream to here, on the keeper's clock; <see langword="null"/> while it has one.</summary>
    public TimeSpan? AssignerGoneSince { get; set; }

    /// <summary>The Result or JobFailed that waits for its acknowledgement; <see langword="null"/> while the job runs.</summary>
    public SandboxMessage? Outcome { get; set; }

    /// <summary>Its size when it came, in bytes as it is sent.</summary>
    public int OutcomeBytes { get; set; }

    /// <summary>The stream that the outcome was given to; <see langword="null"/> when it is to be sent.</summary>
    public StreamHandle? Carrier { get; set; }

    /// <summary>When the outcome was given to its stream, on the keeper's clock.</summary>
    public TimeSpan CarriedSince { get; set; }

    /// <summary>The newest stage not reported yet; only the newest counts.</summary>
    public Progress.Types.Stage UnsentStage { get; set; }

    /// <summary>Whether the job ends unjudged because the sandbox leaves.</summary>
    public bool HandedBack { get; set; }

    /// <summary>Ends the judging.</summary>
    public void Cancel() => _cancellation.Cancel();
}
