using System.Diagnostics.CodeAnalysis;

namespace OjSandbox.Session.Slots;

internal sealed partial class SlotKeeper
{
    /// <summary>
    /// One stay behind the door. It notes which streams it has touched: only these are settled, so that a turn costs
    /// nothing for the streams that it does not concern.
    /// </summary>
    private sealed class Turn(SlotKeeper keeper, TimeSpan now) : IDisposable
    {
        private readonly HashSet<StreamRecord> _touched = [];
        private List<Action>? _afterwards;

        /// <summary>The clock reading of this turn.</summary>
        public TimeSpan Now { get; } = now;

        /// <summary>The streams that may have changed.</summary>
        public IReadOnlyCollection<StreamRecord> Touched => _touched;

        /// <summary>The state that is reported to the servers has changed.</summary>
        public void Changed() => keeper._version++;

        /// <summary>A stream that is about to be read or changed.</summary>
        public bool TryFind(StreamHandle stream, [NotNullWhen(true)] out StreamRecord? record)
        {
            var found = keeper._streams.TryGetValue(stream, out record);
            Touch(record);
            return found;
        }

        public void Touch(StreamRecord? record)
        {
            if (record is not null)
            {
                _touched.Add(record);
            }
        }

        public void TouchAll() => _touched.UnionWith(keeper._streams.Values);

        public void Ring(StreamHandle stream) => Afterwards(stream.Ready.Set);

        public void Cancel(Job job) => Afterwards(job.Cancel);

        public void Break(StreamRecord record, string reason)
        {
            record.Broken = true;
            Afterwards(() => record.Stream.Break(reason));
        }

        public void Tell(Action listeners) => Afterwards(listeners);

        public void Release(Waiter waiter) => Afterwards(waiter.Reached.SetResult);

        public void Dispose()
        {
            try
            {
                keeper.Settle(this);
            }
            finally
            {
                keeper._gate.Exit();
            }

            _afterwards?.ForEach(action => action());
        }

        private void Afterwards(Action action) => (_afterwards ??= []).Add(action);
    }
}
