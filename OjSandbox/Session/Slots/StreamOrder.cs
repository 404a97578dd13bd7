namespace OjSandbox.Session.Slots;

/// <summary>
/// Streams in the order of a key that changes; those that share a key in the order in which they were opened. Putting one
/// in, moving it and taking it out take logarithmic time, so that a turn costs the same with three streams and with five
/// hundred. Not thread-safe.
/// </summary>
internal sealed class StreamOrder<TKey>
    where TKey : struct, IComparable<TKey>
{
    private readonly SortedSet<Entry> _order = [];
    private readonly Dictionary<StreamRecord, TKey> _keys = [];

    /// <summary>The stream with the smallest key.</summary>
    public StreamRecord? First => _order.Min.Stream;

    /// <summary>The smallest key; <see langword="null"/> when there is none.</summary>
    public TKey? FirstKey => _order.Count == 0 ? null : _order.Min.Key;

    /// <summary>Gives a stream its place.</summary>
    /// <param name="key">Its key now; <see langword="null"/> for no place at all.</param>
    public void Put(StreamRecord stream, TKey? key)
    {
        if (_keys.TryGetValue(stream, out var before))
        {
            if (key is { } same && same.CompareTo(before) == 0)
            {
                return;
            }

            _order.Remove(new Entry(before, stream));
            _keys.Remove(stream);
        }

        if (key is { } place)
        {
            _order.Add(new Entry(place, stream));
            _keys.Add(stream, place);
        }
    }

    private readonly record struct Entry(TKey Key, StreamRecord Stream) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => Key.CompareTo(other.Key) is not 0 and var byKey ? byKey : Stream.Number.CompareTo(other.Stream.Number);
    }
}
