namespace OjSandbox.Session.Slots;

/// <summary>The servers that something can be claimed from now, own zone and others apart, in the order of <see cref="ClaimPolicy"/>. Not thread-safe.</summary>
internal sealed class ClaimQueue(TimeSpan zonePreference)
{
    private readonly StreamOrder<ClaimRank> _near = new();
    private readonly StreamOrder<ClaimRank> _far = new();

    /// <summary>Gives a server its place, or none when there is nothing to claim from it.</summary>
    public void Put(StreamRecord stream, TimeSpan now) =>
        (stream.IsNear ? _near : _far).Put(stream, stream.CanClaim(now) ? new ClaimRank(stream.OldestSince, stream.Claims) : null);

    /// <summary>Takes a server out that is gone.</summary>
    public void Remove(StreamRecord stream) => (stream.IsNear ? _near : _far).Put(stream, null);

    /// <summary>The server to claim from, or <see langword="null"/> when nothing waits that is not claimed already.</summary>
    public StreamRecord? Choose(TimeSpan now) =>
        (ClaimPolicy.GoesFar(_near.FirstKey?.OldestSince, _far.FirstKey?.OldestSince, zonePreference, now) ? _far : _near).First;
}
