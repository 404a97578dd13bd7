using System.Diagnostics.CodeAnalysis;
using Oj.Contracts.Scheduling;
using OjSandbox.Judging;

namespace OjSandbox.Session.Slots;

// What goes out on a stream, one message at a time and always the newest: first report, outcomes, claims, progress, report.
internal sealed partial class SlotKeeper
{
    private const string ShuttingDown = "The sandbox is shutting down.";

    // As much as an API server takes.
    private const int LongestReason = 1000;

    /// <summary>Takes the next message for a stream; called by its one writer until there is none.</summary>
    public bool TryTake(StreamHandle stream, [NotNullWhen(true)] out SandboxMessage? message)
    {
        using var turn = Enter();
        message = turn.TryFind(stream, out var record) && record.IsUsable ? Next(record, turn.Now) : null;
        return message is not null;
    }

    private SandboxMessage? Next(StreamRecord record, TimeSpan now)
    {
        // The first report says everything, so a server that has just started knows what runs before anything else comes.
        if (record.ReportedVersion < 0)
        {
            return Report(record, now);
        }

        while (record.Outcomes.TryDequeue(out var job))
        {
            if (IsFor(record, job))
            {
                return job.Outcome;
            }
        }

        // A server that does not know yet that a slot has come free takes this sandbox for full and refuses the claim. The slot
        // would then go to the server whose job it had before, however much older work waits elsewhere.
        if (record.HasUnsentClaim && record.ReportedVersion < _slotFreed)
        {
            return Report(record, now);
        }

        if (record.TryTakeClaim(now, out var claim))
        {
            _version++;
            return new SandboxMessage { Claim = new Claim { ClaimId = claim } };
        }

        if (Progressing(record) is { } progressing)
        {
            var stage = progressing.UnsentStage;
            progressing.UnsentStage = default;
            return new SandboxMessage { Progress = new Progress { Job = progressing.Id, Stage = stage } };
        }

        if (record.ReportIsDue(_shown, now))
        {
            return Report(record, now);
        }

        if (GoodbyeReason(record) is { } reason)
        {
            record.Left = true;
            return new SandboxMessage { Goodbye = new Goodbye { Reason = reason } };
        }

        return null;
    }

    private bool HasSomething(StreamRecord record, TimeSpan now) =>
        record.IsUsable && (record.ReportIsDue(_shown, now) || record.Outcomes.Count > 0 || record.HasUnsentClaim
            || Progressing(record) is not null || GoodbyeReason(record) is not null);

    // In between it may have been acknowledged, cancelled, or given to another stream.
    private bool IsFor(StreamRecord record, Job job) =>
        job.Outcome is not null && job.Carrier == record.Stream && _jobs.TryFind(job.Id, out var known) && known == job;

    private Job? Progressing(StreamRecord record) =>
        _jobs.Known.FirstOrDefault(job => job.Outcome is null && job.UnsentStage != default && job.Assigner.Equals(record.Stream.Endpoint));

    private SandboxMessage Report(StreamRecord record, TimeSpan now)
    {
        record.Reported(_version, now);
        var state = new State
        {
            Slots = (uint)_settings.Slots,
            FreeSlots = (uint)Count().Free,
            Availability = _draining ? Availability.Draining : _fitness.WithdrawnBecause is null ? Availability.Ready : Availability.Withdrawn,
            Reason = Shortened.To(Reason(), LongestReason),
            Connections = Connections(),
        };
        state.Running.AddRange(_jobs.Running.Select(job => job.Id));
        state.Unacknowledged.AddRange(_jobs.Unacknowledged.Select(job => job.Id));
        state.OpenClaims.AddRange(record.OpenClaims);
        return new SandboxMessage { State = state };
    }

    private string Reason()
    {
        if (_draining)
        {
            return ShuttingDown;
        }

        if (_fitness.WithdrawnBecause is { } withdrawn)
        {
            return withdrawn;
        }

        var figures = Count();
        return string.Join(' ', ((string?[])
        [
            _bound.IsReached
                ? "It claims nothing until the API servers have acknowledged outcomes: "
                    + $"{figures.Unacknowledged} wait, {figures.UnacknowledgedBytes / 1024} KiB."
                : null,
            _fitness.Remark,
        ]).OfType<string>());
    }
}
