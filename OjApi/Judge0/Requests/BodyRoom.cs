using Microsoft.Extensions.Options;

namespace OjApi.Judge0.Requests;

/// <summary>
/// How much of the bodies of all requests together is kept at once. What a request brings is in memory until it is answered, and
/// how many there are is up to the clients; so more is refused, and not read. Thread-safe.
/// </summary>
internal sealed class BodyRoom(IOptions<Judge0Options> options)
{
    private long _taken;

    /// <summary>Keeps room for so many bytes; given back by <see cref="Release"/>.</summary>
    /// <exception cref="NoRoomException">There is not so much.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref _taken, bytes) > options.Value.MaxBodySizeAtOnce)
        {
            Release(bytes);
            throw new NoRoomException();
        }
    }

    /// <summary>Gives room back.</summary>
    public void Release(long bytes) => Interlocked.Add(ref _taken, -bytes);
}
