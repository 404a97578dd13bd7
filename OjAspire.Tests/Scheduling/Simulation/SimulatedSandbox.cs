using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjAspire.Tests.Session;
using OjSandbox.Discovery;
using OjSandbox.Session;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>One sandbox: the real keeper of its slots, a judge that ends when the test says so, and links as its streams.</summary>
internal sealed class SimulatedSandbox : IDisposable
{
    private readonly FakeTimeProvider _time;
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ScriptedReadiness _readiness = new();
    private readonly SlotKeeper _keeper;
    private readonly List<Job> _judging = [];

    public SimulatedSandbox(Random random, FakeTimeProvider time, int slots)
    {
        _time = time;
        var metrics = new SessionMetrics(_services.GetRequiredService<IMeterFactory>());
        _keeper = new SlotKeeper(new SessionSettings { Slots = slots, JoinToken = "token" }, _readiness, metrics, time);
        var id = new byte[16];
        random.NextBytes(id);
        BaseId = new Guid(id).ToString();
        Slots = slots;
    }

    public string BaseId { get; }

    public int Slots { get; }

    /// <summary>What its slots say.</summary>
    public SlotFigures Figures => _keeper.Figures;

    /// <summary>The jobs that really run, whoever still wants them.</summary>
    public IReadOnlyList<Job> Judging => _judging;

    public Dictionary<string, SimulatedLink> Links { get; } = [];

    public bool IsDraining { get; private set; }

    public bool IsLeaving { get; private set; }

    public bool IsDead { get; private set; }

    public IEnumerable<SimulatedLink> OpenLinks => Links.Values.Where(link => link.IsOpen && !link.SandboxGaveUp);

    /// <summary>Dials a server, unless there is a stream to it.</summary>
    public void Dial(SimulatedServer server)
    {
        if (IsLeaving || (Links.TryGetValue(server.Address, out var old) && !old.SandboxGaveUp))
        {
            return;
        }

        var endpoint = new SchedulerEndpoint(new Uri($"http://{server.Address}"));
        var link = new SimulatedLink(this, server, new StreamHandle(endpoint)) { SandboxHeardAt = _time.GetUtcNow(), ServerHeardAt = _time.GetUtcNow() };
        Links[server.Address] = link;
        link.Send(new SandboxMessage
        {
            Connect = new Connect { ProtocolVersion = 1, BaseId = BaseId, SandboxId = $"{BaseId}-{endpoint.IdSuffix}", Slots = (uint)Slots, Languages = { _readiness.Languages } },
        });
    }

    /// <summary>Writes up to so many messages; says how many there were.</summary>
    public int Write(SimulatedLink link, int atMost)
    {
        var written = 0;
        while (written < atMost && link.IsOpen && !link.SandboxGaveUp && _keeper.TryTake(link.Handle, out var message))
        {
            link.Send(message.Clone());
            written++;
        }

        return written;
    }

    /// <summary>Reads the next message of a link.</summary>
    public void Read(SimulatedLink link)
    {
        link.SandboxHeardAt = _time.GetUtcNow();
        var message = link.ToSandbox.Dequeue();
        switch (message.MessageCase)
        {
            case SchedulerMessage.MessageOneofCase.ConnectResponse:
                link.IsOpen = true;
                _keeper.Opened(link.Handle, message.ConnectResponse.ReportBy.ToTimeSpan());
                break;
            case SchedulerMessage.MessageOneofCase.WorkWaiting:
                _keeper.Announced(link.Handle, message.WorkWaiting);
                break;
            case SchedulerMessage.MessageOneofCase.Assign:
                if (_keeper.Assigned(link.Handle, message.Assign) is { } job)
                {
                    _judging.Add(job);
                }

                break;
            case SchedulerMessage.MessageOneofCase.NoWork:
                _keeper.Refused(link.Handle, message.NoWork);
                break;
            case SchedulerMessage.MessageOneofCase.Cancel:
                _keeper.Cancelled(message.Cancel.Job);
                break;
            case SchedulerMessage.MessageOneofCase.ResultAck:
                _keeper.Acknowledged(message.ResultAck.Job);
                break;
            case SchedulerMessage.MessageOneofCase.Draining:
                _keeper.ServerDraining(link.Handle);
                break;
        }
    }

    /// <summary>A job comes to its end, as it was: cancelled, failed by our fault, or with a verdict that names its submission.</summary>
    public void End(Job job, bool fails)
    {
        _judging.Remove(job);
        _keeper.Finished(job, job.Cancellation.IsCancellationRequested ? null
            : fails ? SlotsUnderTest.Failed
            : new SandboxMessage { Result = new Result { Result_ = new JudgeResult { Verdict = Verdict.Accepted, Message = job.Id.Token } } });
    }

    /// <summary>The end of a stream, for this side.</summary>
    public void GiveUp(SimulatedLink link)
    {
        if (!link.SandboxGaveUp)
        {
            link.SandboxGaveUp = true;
            link.ToSandbox.Clear();
            _keeper.Closed(link.Handle);
        }
    }

    public void BeginDrain()
    {
        IsDraining = true;
        _keeper.BeginDrain();
    }

    /// <summary>Hands back what runs, says goodbye on every stream, and ends.</summary>
    public void LeaveInOrder()
    {
        _keeper.HandBackRunning();
        foreach (var job in _judging.ToArray())
        {
            End(job, fails: false);
        }

        IsLeaving = true;
        _keeper.Leave();
        foreach (var link in OpenLinks.ToArray())
        {
            Write(link, int.MaxValue);
        }
    }

    /// <summary>Ends at once. What it had sent may still arrive.</summary>
    public void Die()
    {
        IsDead = true;
        foreach (var link in Links.Values)
        {
            link.SandboxGaveUp = true;
            link.ToSandbox.Clear();
        }

        Dispose();
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _services.Dispose();
    }
}
