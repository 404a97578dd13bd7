using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Proxying;

/// <summary>One process of a replica in the rotations of its endpoints. After <see cref="Leave"/> it never comes back.</summary>
internal sealed class RotationMember
{
    private readonly ImmutableArray<(Rotation Rotation, Destination Destination)> _places;
    private readonly Lock _gate = new();
    private bool _left;

    public RotationMember(EndpointProxies proxies, ImmutableDictionary<EndpointAnnotation, int> ports) =>
        _places = [.. ports.Select(entry => (proxies.RotationOf(entry.Key), new Destination(entry.Value)))];

    /// <summary>Takes requests from now on.</summary>
    public void Join()
    {
        lock (_gate)
        {
            foreach (var (rotation, destination) in _left ? [] : _places)
            {
                rotation.Add(destination);
            }
        }
    }

    /// <summary>Takes no requests for now.</summary>
    public void Pause()
    {
        lock (_gate)
        {
            foreach (var (rotation, destination) in _places)
            {
                rotation.Remove(destination);
            }
        }
    }

    /// <summary>Takes no requests any more.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _left = true;
            Pause();
        }
    }
}
