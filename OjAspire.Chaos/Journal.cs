using System.Collections.Concurrent;
using System.Globalization;

namespace OjAspire.Chaos;

/// <summary>What happened when, line by line, counted from the beginning of the run. Any number may write at once.</summary>
/// <param name="print">Takes a line.</param>
internal sealed class Journal(Action<string> print)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly long _start = TimeProvider.System.GetTimestamp();

    /// <summary>Everything that was written.</summary>
    public IReadOnlyCollection<string> Lines => _lines;

    /// <summary>Writes a line with the time.</summary>
    public void Write(string what) =>
        Print(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(_start).TotalSeconds,7:0.0} s  {what}"));

    /// <summary>Writes a line without the time.</summary>
    public void Print(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            print(line);
        }
    }
}
