namespace OjSandbox.Session.Slots;

/// <summary>
/// Who is handed the outcome of a job: the server that assigned it, and when that has been gone for a while any other,
/// since all of them share the store.
/// </summary>
internal static class OutcomePolicy
{
    /// <summary>The stream to send on now, or <see langword="null"/> when it is better, or necessary, to wait.</summary>
    /// <param name="refused">A stream on which the outcome stayed unacknowledged; chosen again only if there is no other.</param>
    /// <param name="assigner">The stream to the server that assigned the job, if there is one.</param>
    public static StreamRecord? Choose(
        Job job, StreamHandle? refused, StreamRecord? assigner, IReadOnlyCollection<StreamRecord> streams, TimeSpan failoverAfter, TimeSpan now)
    {
        var usable = streams.Where(stream => stream.IsUsable);
        if (refused is not null)
        {
            return usable.OrderBy(stream => stream.Stream == refused).ThenBy(IsLeaving).FirstOrDefault();
        }

        return assigner is { IsUsable: true } ? assigner
            : job.AssignerGoneSince + failoverAfter <= now ? usable.OrderBy(IsLeaving).FirstOrDefault()
            : null;
    }

    private static bool IsLeaving(StreamRecord stream) => stream.Draining || stream.LetGo;
}
