namespace OjAspire.Dashboard.Telemetry;

/// <summary>The newest items, as many as fit; grows up to its capacity as it fills. Not thread-safe.</summary>
internal sealed class RingBuffer<T>(int capacity)
{
    private T[] _items = new T[Math.Min(capacity, 4)];
    private int _first;

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>An item, 0 being the oldest.</summary>
    public T this[int index]
    {
        get => _items[PositionOf(index)];
        set => _items[PositionOf(index)] = value;
    }

    /// <summary>Adds an item; the oldest goes when there is no room.</summary>
    /// <returns>Whether the oldest had to go.</returns>
    public bool Add(T item)
    {
        if (Count == capacity)
        {
            _items[_first] = item;
            _first = (_first + 1) % capacity;
            return true;
        }
        if (Count == _items.Length)
        {
            var larger = new T[(int)Math.Min(capacity, 2L * _items.Length)];
            CopyTo(larger, 0);
            (_items, _first) = (larger, 0);
        }
        _items[(_first + Count) % _items.Length] = item;
        Count++;
        return false;
    }

    /// <summary>Removes the oldest item; there must be one.</summary>
    public void RemoveFirst()
    {
        _items[PositionOf(0)] = default!;
        _first = (_first + 1) % _items.Length;
        Count--;
    }

    /// <summary>The items from this index on, oldest first.</summary>
    public T[] ToArray(int from = 0)
    {
        var items = new T[Math.Max(0, Count - from)];
        CopyTo(items, from);
        return items;
    }

    private int PositionOf(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        return (_first + index) % _items.Length;
    }

    private void CopyTo(T[] target, int from)
    {
        var start = (_first + from) % _items.Length;
        var count = Math.Max(0, Count - from);
        var untilEnd = Math.Min(count, _items.Length - start);
        Array.Copy(_items, start, target, 0, untilEnd);
        Array.Copy(_items, 0, target, untilEnd, count - untilEnd);
    }
}
