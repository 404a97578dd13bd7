using CsCheck;
using Oj.Contracts.Scheduling;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Session;

/// <summary>Random schedules of servers, messages, disconnects and time. A failing run prints the seed that repeats it.</summary>
public sealed class CapacityPropertyTests
{
    private const int Slots = 3;
    private const int Servers = 3;
    private const int Steps = 120;

    [Fact]
    public void Whatever_happens_no_slot_is_given_out_twice_and_no_outcome_is_lost() =>
        Gen.Select(Gen.Int[0, 10], Gen.Int[0, Servers - 1], Gen.Int[1, 5]).Array[Steps].Sample(steps =>
        {
            using var world = new World();
            foreach (var (action, server, amount) in steps)
            {
                world.Do(action, server, amount);
                world.Check();
            }

            world.Finish();
        }, iter: 300);

    private sealed class World : IDisposable
    {
        private readonly SlotsUnderTest _slots = new(Slots);
        private readonly StreamHandle?[] _streams = new StreamHandle?[Servers];
        private readonly Queue<string>[] _claims = [.. Enumerable.Range(0, Servers).Select(_ => new Queue<string>())];
        private readonly List<Job> _judging = [];
        private readonly HashSet<JobId> _owed = [];
        private readonly Dictionary<StreamHandle, HashSet<JobId>> _delivered = [];
        private readonly HashSet<StreamHandle> _letGo = [];
        private int _tokens;

        public void Do(int action, int server, int amount)
        {
            var stream = _streams[server];
            switch (action)
            {
                case 0 when stream is null:
                    Open(server);
                    break;
                case 1 when stream is not null:
                    Close(server);
                    break;
                case 2 or 3 when stream is not null:
                    _slots.Announce(stream, (uint)amount, amount);
                    break;
                case 4 or 5 when stream is not null && _claims[server].TryDequeue(out var claim):
                    Assign(stream, claim);
                    break;
                case 6 when stream is not null && _claims[server].TryDequeue(out var refused):
                    _slots.Keeper.Refused(stream, new NoWork { ClaimId = refused });
                    break;
                case 7 when _judging.Count > 0:
                    End(_judging[amount % _judging.Count]);
                    break;
                case 8 when stream is not null && _delivered[stream].FirstOrDefault() is { } delivered:
                    Acknowledge(stream, delivered);
                    break;
                case 9 when stream is not null:
                    // Let go, or wanted again.
                    if (!_letGo.Remove(stream))
                    {
                        _letGo.Add(stream);
                    }

                    Follow();
                    break;
                case 10:
                    _slots.Time.Advance(TimeSpan.FromMilliseconds(400 * amount));
                    break;
            }

            Pump();
        }

        public void Check()
        {
            var figures = _slots.Keeper.Figures;
            Assert.InRange(figures.Running + figures.Claimed, 0, Slots);
            Assert.Equal(_judging.Count, figures.Running);
            Assert.Equal(_owed.Count, figures.Unacknowledged);
            Assert.Equal(_claims.Sum(claims => claims.Count), figures.Claimed);
        }

        // When the storm is over, one server is enough for every outcome to come to somebody.
        public void Finish()
        {
            foreach (var job in _judging.ToArray())
            {
                End(job);
            }

            _letGo.Clear();
            Follow();
            Close(0);
            Open(0);
            for (var rounds = 0; _owed.Count > 0 && rounds < 50; rounds++)
            {
                _slots.Time.Advance(_slots.Settings.AcknowledgeTimeout);
                Pump();
                for (var server = 0; server < Servers; server++)
                {
                    foreach (var delivered in _streams[server] is { } stream ? _delivered[stream].ToArray() : [])
                    {
                        Acknowledge(_streams[server]!, delivered);
                    }
                }
            }

            Assert.Empty(_owed);
            Assert.Equal(0, _slots.Keeper.Figures.Unacknowledged);
        }

        public void Dispose() => _slots.Dispose();

        private void Open(int server)
        {
            var stream = _slots.Connect($"10.0.0.{server + 1}:3001");
            _streams[server] = stream;
            _delivered[stream] = [];
        }

        private void Follow() => _slots.Keeper.Follow(Servers, _letGo.Select(stream => stream.Endpoint));

        private void Close(int server)
        {
            if (_streams[server] is { } stream)
            {
                _slots.Keeper.Closed(stream);
                _letGo.Remove(stream);
                Follow();
                _streams[server] = null;
                _claims[server].Clear();
            }
        }

        private void Assign(StreamHandle stream, string claim)
        {
            var job = _slots.Assign(stream, claim, $"t{++_tokens}");
            Assert.NotNull(job);
            _judging.Add(job);
        }

        private void End(Job job)
        {
            _judging.Remove(job);
            _owed.Add(job.Id);
            _slots.Keeper.Finished(job, _owed.Count % 2 == 0 ? SlotsUnderTest.Accepted : SlotsUnderTest.Failed);
        }

        private void Acknowledge(StreamHandle stream, JobId id)
        {
            _delivered[stream].Remove(id);
            _owed.Remove(id);
            _slots.Keeper.Acknowledged(id);
        }

        // What the writers do; a stream that the slots have given up is closed as its owner would.
        private void Pump()
        {
            for (var server = 0; server < Servers; server++)
            {
                if (_streams[server] is not { } stream)
                {
                    continue;
                }

                var left = false;
                foreach (var message in _slots.Take(stream))
                {
                    if (message.Claim is { } claim)
                    {
                        _claims[server].Enqueue(claim.ClaimId);
                    }
                    else if ((message.Result?.Job ?? message.JobFailed?.Job) is { } outcome)
                    {
                        Assert.Contains(outcome, _owed);
                        _delivered[stream].Add(outcome);
                    }
                    else if (message.Goodbye is not null)
                    {
                        // A server puts back what it has given out on a stream that leaves.
                        Assert.Contains(stream, _letGo);
                        Assert.Empty(_claims[server]);
                        Assert.DoesNotContain(_judging, job => job.Assigner.Equals(stream.Endpoint));
                        left = true;
                    }
                }

                if (left || stream.Broken.IsCancellationRequested)
                {
                    // Its slots may claim on a stream that was looked at before.
                    Close(server);
                    server = -1;
                }
            }
        }
    }
}
