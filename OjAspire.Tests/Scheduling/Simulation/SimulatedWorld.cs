using Microsoft.Extensions.Time.Testing;
using Oj.Contracts.Scheduling;
using OjApi.Scheduling;
using OjApi.Submissions;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>
/// Servers, sandboxes and the links between them, taken one random step at a time: the servers are the real core and
/// everything between it and the store, the clock, the store and the sandboxes are models. One seed is one history.
/// </summary>
internal sealed class SimulatedWorld : IDisposable
{
    private readonly Random _random;
    private readonly bool _serversDie;
    private readonly FakeTimeProvider _time = new();
    private readonly FakeServer[] _servers;
    private readonly bool[] _paused;
    private readonly SimulatedSandbox[] _sandboxes;
    private readonly List<SimulatedLink> _endedUnnoticed = [];
    private readonly HashSet<JobKey> _assigned = [];
    private int _names;

    public SimulatedWorld(int seed, bool serversDie)
    {
        _random = new Random(seed);
        _serversDie = serversDie;
        Store = new FakeSubmissionStore(_time);
        _servers = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => NewServer())];
        _paused = new bool[_servers.Length];
        _sandboxes = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => NewSandbox())];
    }

    public FakeSubmissionStore Store { get; }

    public List<Guid> Acknowledged { get; } = [];

    public void Dispose() => Array.ForEach(_servers, server => server.Dispose());

    /// <summary>Gives every server its first lease, as it has before it listens.</summary>
    public async Task StartAsync()
    {
        foreach (var server in _servers)
        {
            await server.RenewLeaseAsync();
        }
    }

    /// <summary>One thing happens, anywhere.</summary>
    public async Task StepAsync()
    {
        var server = _random.Next(_servers.Length);
        var sandbox = _sandboxes[_random.Next(_sandboxes.Length)];
        switch (_random.Next(100))
        {
            case < 8 when !_paused[server]:
                Acknowledged.Add(await _servers[server].SubmitAsync());
                break;
            case < 25:
                Connect(sandbox, server);
                break;
            case < 40:
                Claim(sandbox);
                break;
            case < 60 when AnyLink(sandbox) is { } link:
                await DeliverAsync(link);
                break;
            case < 72:
                End(sandbox, _random.Next(12));
                break;
            case < 86 when !_paused[server]:
                await StepServerAsync(_servers[server]);
                break;
            case < 90 when _endedUnnoticed.Count > 0:
                Notice(_endedUnnoticed[_random.Next(_endedUnnoticed.Count)]);
                break;
            case < 93 when AnyLink(sandbox) is { } link:
                Cut(link);
                break;
            case 93:
                CrashSandbox(sandbox);
                break;
            case 94 when _serversDie:
                await CrashServerAsync(server);
                break;
            case 95 when _serversDie:
                _paused[server] = !_paused[server];
                break;
            default:
                await AdvanceAsync();
                break;
        }
    }

    /// <summary>Nothing breaks any more; everything has to come to its end.</summary>
    public async Task HealAsync()
    {
        Array.Fill(_paused, false);
        for (var round = 0; round < 300 && Store.Rows.Any(row => row.State != SubmissionState.Final); round++)
        {
            foreach (var link in _endedUnnoticed.ToArray())
            {
                Notice(link);
            }

            foreach (var sandbox in _sandboxes)
            {
                for (var server = 0; server < _servers.Length; server++)
                {
                    Connect(sandbox, server);
                }

                Claim(sandbox);
                End(sandbox, outcome: 11);
                foreach (var link in sandbox.UpLinks.ToArray())
                {
                    while (link.ToServer.Count + link.ToSandbox.Count > 0)
                    {
                        await DeliverAsync(link);
                    }
                }
            }

            foreach (var server in _servers)
            {
                await server.RenewLeaseAsync();
                await server.SettleAsync();
                server.Scheduler.Tick();
            }

            _time.Advance(TimeSpan.FromMilliseconds(500));
        }
    }

    private async Task AdvanceAsync()
    {
        // Servers that live renew in time.
        foreach (var server in _serversDie ? [] : _servers)
        {
            await server.RenewLeaseAsync();
        }

        _time.Advance(TimeSpan.FromMilliseconds(_random.Next(1, 3000)));
    }

    private FakeServer NewServer() => new(Store, _time, $"server-{++_names}");

    private SimulatedSandbox NewSandbox() => new($"sandbox-{++_names}", _random.Next(1, 4));

    private SimulatedLink? AnyLink(SimulatedSandbox sandbox) => sandbox.UpLinks.OrderBy(_ => _random.Next()).FirstOrDefault();

    private void Connect(SimulatedSandbox sandbox, int server)
    {
        if (_paused[server] || (sandbox.Links.TryGetValue(server, out var old) && old.IsUp))
        {
            return;
        }

        var hello = Reports.Hello(sandbox.BaseId, $"{server}", sandbox.Slots);
        if (_servers[server].Scheduler.Connect(hello, new WakeUp(), out var stream) == ConnectOutcome.Accepted)
        {
            var link = sandbox.Links[server] = new SimulatedLink(sandbox, server, stream!);
            Report(link);
            foreach (var key in sandbox.Unacknowledged.Keys)
            {
                SendOutcome(link, key);
            }
        }
    }

    private void Claim(SimulatedSandbox sandbox)
    {
        if (sandbox.FreeSlots > 0 && AnyLink(sandbox) is { } link)
        {
            var claimId = sandbox.OpenClaim(link);
            Send(link, () => AnswerClaimAsync(link, claimId));
        }
    }

    private async Task AnswerClaimAsync(SimulatedLink link, string claimId)
    {
        var answer = await _servers[link.Server].ClaimAsync(link.Stream, claimId);
        if (answer.Submission is not { } submission)
        {
            link.Answer(() => link.Sandbox.NoWork(link, claimId));
            return;
        }

        // While no server dies, nobody is in doubt about who has what: no delivery is ever given out twice.
        Assert.True(_assigned.Add(submission.Key()) || _serversDie, $"{submission.Key()} was assigned twice");
        link.Answer(() => link.Sandbox.Assigned(link, claimId, submission.Key()));
    }

    /// <summary>One message arrives, of either side; the sandbox reports when it has changed.</summary>
    private async Task DeliverAsync(SimulatedLink link)
    {
        if (link.ToServer.First is { } message && !_paused[link.Server] && (link.ToSandbox.Count == 0 || _random.Next(2) == 0))
        {
            link.ToServer.RemoveFirst();
            await message.Value();
        }
        else if (link.ToSandbox.TryDequeue(out var answer))
        {
            answer();
            ReportAll(link.Sandbox);
        }
    }

    /// <summary>A sandbox is done with one of its jobs.</summary>
    private void End(SimulatedSandbox sandbox, int outcome)
    {
        if (sandbox.Running.Count > 0)
        {
            var (key, server) = sandbox.Running.ElementAt(_random.Next(sandbox.Running.Count));
            sandbox.Running.Remove(key);
            sandbox.Unacknowledged[key] = outcome switch
            {
                0 => SimulatedSandbox.Outcome.Failed,
                1 => SimulatedSandbox.Outcome.HandedBack,
                _ => SimulatedSandbox.Outcome.Judged,
            };
            var assigner = sandbox.UpLinks.FirstOrDefault(link => link.Server == server);
            if ((assigner ?? AnyLink(sandbox)) is { } link)
            {
                SendOutcome(link, key);
            }

            ReportAll(sandbox);
        }
    }

    private void SendOutcome(SimulatedLink link, JobKey key) => Send(link, async () =>
    {
        var scheduler = _servers[link.Server].Scheduler;
        var outcome = link.Sandbox.Unacknowledged.GetValueOrDefault(key);
        var result = outcome == SimulatedSandbox.Outcome.Judged ? new JudgeResult { Verdict = Verdict.Accepted, Message = key.Token.ToString() } : null;
        var failure = result is not null ? null : new JobFailed
        {
            Fault = outcome == SimulatedSandbox.Outcome.Failed ? JobFailed.Types.Fault.Sandbox : JobFailed.Types.Fault.HandedBack,
        };
        if (result is not null)
        {
            scheduler.ResultReceived(link.Stream, key);
        }

        void Acknowledge(JobKey job) => link.Answer(() => link.Sandbox.Unacknowledged.Remove(job));
        await _servers[link.Server].Get<VerdictRecorder>().RecordAsync(
            new JobOutcome(link.Stream, key, result, failure, "", Acknowledge), CancellationToken.None);
    });

    private void ReportAll(SimulatedSandbox sandbox)
    {
        foreach (var link in sandbox.UpLinks)
        {
            Report(link);
        }
    }

    private void Report(SimulatedLink link)
    {
        if (link.LastReport is { List: not null } stale && stale == link.ToServer.Last)
        {
            link.ToServer.Remove(stale);
        }

        var report = link.Sandbox.Report(link);
        Send(link, () =>
        {
            foreach (var key in _servers[link.Server].Scheduler.Report(link.Stream, report))
            {
                link.Answer(() => link.Sandbox.Running.Remove(key));
            }

            return Task.CompletedTask;
        });
        link.LastReport = link.ToServer.Last;
    }

    private static void Send(SimulatedLink link, Func<Task> message) => link.ToServer.AddLast(message);

    private async Task StepServerAsync(FakeServer server)
    {
        switch (_random.Next(6))
        {
            case 0:
                await server.Get<AssignmentRecorder>().TryStoreNextAsync(CancellationToken.None);
                break;
            case 1 or 2:
                await server.Get<VerdictRecorder>().TryStoreNextAsync(CancellationToken.None);
                break;
            case 3:
                await server.TryRedeliverNextAsync();
                break;
            case 4:
                await server.RenewLeaseAsync();
                break;
            default:
                foreach (var token in server.Scheduler.Tokens().Where(token => Store[token].State == SubmissionState.Final))
                {
                    server.Scheduler.Forget(token);
                }

                break;
        }
    }

    private void Cut(SimulatedLink link)
    {
        link.Cut();
        _endedUnnoticed.Add(link);
    }

    /// <summary>The server learns of the end of a link; what the sandbox had sent before may never be read.</summary>
    private void Notice(SimulatedLink link)
    {
        if (!_paused[link.Server])
        {
            _endedUnnoticed.Remove(link);
            _servers[link.Server].Scheduler.Disconnect(link.Stream, saidGoodbye: false);
        }
    }

    private void CrashSandbox(SimulatedSandbox sandbox)
    {
        foreach (var link in sandbox.UpLinks.ToArray())
        {
            Cut(link);
        }

        _sandboxes[Array.IndexOf(_sandboxes, sandbox)] = NewSandbox();
    }

    private async Task CrashServerAsync(int server)
    {
        foreach (var link in _sandboxes.SelectMany(sandbox => sandbox.UpLinks).Where(link => link.Server == server).ToArray())
        {
            link.Cut();
        }

        _endedUnnoticed.RemoveAll(link => link.Server == server);
        _servers[server].Dispose();
        _servers[server] = NewServer();
        _paused[server] = false;
        await _servers[server].RenewLeaseAsync();
    }
}
