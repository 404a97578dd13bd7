namespace OjSandbox.Session.Slots;

/// <summary>
/// Who is handed the outcome of a job: the server that assigned it, and when that has been gone for a while any other,
/// since all of them share the store.
/// </summary>
internal static class OutcomePolicy
{
    /// <summary>The stream to send on now, or <see langword="null"/> when it is better, or necessary, to wait.</summary>
    /// <param name="refused">A stream on which the outcome stayed unacknowledged; chosen again only if there is no other.</param>
    public static StreamRecord? Choose(Job job, StreamHandle? refused, IReadOnlyCollection<StreamRecord> streams, TimeSpan failoverAfter, TimeSpan now)
    {
        var usable = streams.Where(stream => !stream.Broken && !stream.Left);
        if (refused is not null)
        {
            return usable.OrderBy(stream => stream.Stream == refused).ThenBy(stream => stream.Draining).FirstOrDefault();
        }

        return usable.FirstOrDefault(stream => stream.Stream.Endpoint.Equals(job.Assigner))
            ?? (job.AssignerGoneSince + failoverAfter <= now ? usable.OrderBy(stream => stream.Draining).FirstOrDefault() : null);
    }
}
