namespace OjApi.Scheduling;

/// <summary>The streams that are connected, by sandbox id and by process. Touched under the lock of <see cref="Scheduler"/> only.</summary>
internal sealed class ConnectedSandboxes
{
    private readonly Dictionary<string, SandboxStream> _streams = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ConnectedSandbox> _sandboxes = new(StringComparer.Ordinal);

    public IReadOnlyCollection<SandboxStream> Streams => _streams.Values;

    public IReadOnlyCollection<ConnectedSandbox> Sandboxes => _sandboxes.Values;

    /// <summary>Whether this sandbox process has a stream here.</summary>
    public bool IsConnected(string baseId) => _sandboxes.ContainsKey(baseId);

    /// <summary>Takes a stream in, unless a living one has its sandbox id.</summary>
    public SandboxStream? TryAdd(SandboxHello hello, WakeUp workChanged, DateTimeOffset now)
    {
        if (_streams.ContainsKey(hello.SandboxId))
        {
            return null;
        }

        if (!_sandboxes.TryGetValue(hello.BaseId, out var sandbox))
        {
            _sandboxes[hello.BaseId] = sandbox = new ConnectedSandbox(hello.BaseId);
        }

        var stream = new SandboxStream(hello, sandbox, workChanged, now);
        _streams.Add(hello.SandboxId, stream);
        sandbox.Add(stream);
        return stream;
    }

    /// <summary>Lets a stream go; says whether it was connected.</summary>
    public bool Remove(SandboxStream stream)
    {
        if (!_streams.TryGetValue(stream.Hello.SandboxId, out var connected) || connected != stream)
        {
            return false;
        }

        _streams.Remove(stream.Hello.SandboxId);
        stream.Sandbox.Remove(stream);
        if (stream.Sandbox.Streams.Count == 0)
        {
            _sandboxes.Remove(stream.Hello.BaseId);
        }

        return true;
    }

    /// <summary>The stream whose newest report mentions each job; one of them where several do.</summary>
    public Dictionary<JobKey, SandboxStream> Reporters()
    {
        var reporters = new Dictionary<JobKey, SandboxStream>();
        foreach (var stream in _streams.Values)
        {
            if (stream.Report is { } report)
            {
                foreach (var key in report.Running.Concat(report.Unacknowledged))
                {
                    reporters[key] = stream;
                }
            }
        }

        return reporters;
    }
}
