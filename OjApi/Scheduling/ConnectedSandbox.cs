namespace OjApi.Scheduling;

/// <summary>One sandbox process with at least one stream here. Touched under the lock of <see cref="Scheduler"/> only.</summary>
internal sealed class ConnectedSandbox(string baseId)
{
    /// <summary>Jobs whose outcome came in since the newest report, which therefore still calls them running.</summary>
    private readonly HashSet<JobKey> _endedSinceReport = [];

    public string BaseId { get; } = baseId;

    public List<SandboxStream> Streams { get; } = [];

    /// <summary>The stream that reported last, or connected last while none has reported.</summary>
    public SandboxStream Freshest { get; private set; } = null!;

    /// <summary>When the newest report came; absent before the first.</summary>
    public DateTimeOffset? LastReportAt { get; private set; }

    /// <summary>Whether it has a job of which another sandbox died, so that it is given no second one.</summary>
    public bool HasSuspect => Streams.Exists(stream => stream.Held.Any(job => job.IsSuspect));

    public SandboxReport? Report => Freshest.Report;

    public int Slots => Report?.Slots ?? Freshest.Hello.Slots;

    public void Add(SandboxStream stream)
    {
        Streams.Add(stream);
        if (Streams.Count == 1)
        {
            Freshest = stream;
        }
    }

    public void Remove(SandboxStream stream)
    {
        Streams.Remove(stream);
        if (Freshest == stream && Streams.Count > 0)
        {
            Freshest = Streams.Find(other => other.Report is not null) ?? Streams[0];
        }
    }

    public void Reported(SandboxStream stream, SandboxReport report, DateTimeOffset now)
    {
        stream.Report = report;
        stream.LastReportAt = now;
        Freshest = stream;
        LastReportAt = now;
        _endedSinceReport.Clear();
    }

    /// <summary>A copy for display, small because reports never change: it is made under the lock.</summary>
    public SandboxView ToView() => new(
        Freshest.Hello, Slots, Report, Freshest.ConnectedAt, LastReportAt, [.. Streams.Select(stream => stream.ToView())]);

    /// <summary>Notes that the outcome of a job has come, so that its slot counts as free before the next report says so.</summary>
    public void Ended(JobKey key)
    {
        if (Report?.Running.Contains(key) == true)
        {
            _endedSinceReport.Add(key);
        }
    }

    /// <summary>How many slots are taken as far as this replica can know: what it reported and what was assigned here.</summary>
    public int UsedSlots()
    {
        var used = new HashSet<JobKey>(Streams.SelectMany(stream => stream.Held).Select(job => job.Key));
        if (Report is { } report)
        {
            // Held jobs that were judged and only lack their acknowledgement take no slot.
            used.ExceptWith(report.Unacknowledged);
            used.UnionWith(report.Running.Where(key => !_endedSinceReport.Contains(key)));
        }

        return used.Count;
    }
}
