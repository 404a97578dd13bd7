namespace OjApi.Storage;

/// <summary>Where a replica hears what the commits of all replicas, its own among them, tell the others.</summary>
internal interface IDoorbells
{
    /// <summary>
    /// Listens until cancelled. Nothing is missed: whatever may have been told while nobody could hear it is passed on as heard
    /// as soon as that is over. Notices that come close together may come as one.
    /// </summary>
    /// <param name="heard">Called for each notice; cheap, never fails.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task ListenAsync(Action<Notices> heard, CancellationToken cancellationToken);
}
