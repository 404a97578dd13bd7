namespace OjSandbox.Judging.Sickness;

/// <summary>Failures of our own in a row. Not thread-safe.</summary>
internal sealed class Streak
{
    private const int LongestReason = 250;
    private const int MostReasons = 3;

    private readonly HashSet<string> _programs = [];
    private readonly Queue<string> _reasons = new();

    /// <summary>How many.</summary>
    public int Count { get; private set; }

    /// <summary>What went wrong the last times, each thing once.</summary>
    public string Reasons => string.Join("; ", _reasons.Distinct());

    /// <summary>Takes a failure in.</summary>
    /// <param name="program">What was judged: a program that nobody could judge counts once. Absent for an examination.</param>
    public void Add(string? program, string reason)
    {
        if (program is null || _programs.Add(program))
        {
            Count++;
            _reasons.Enqueue(Shortened.To(reason, LongestReason));
            if (_reasons.Count > MostReasons)
            {
                _reasons.Dequeue();
            }
        }
    }

    /// <summary>It is over.</summary>
    public void Clear()
    {
        Count = 0;
        _programs.Clear();
        _reasons.Clear();
    }
}
