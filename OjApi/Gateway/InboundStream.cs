using Google.Protobuf;
using Grpc.Core;
using Oj.Contracts.Scheduling;

namespace OjApi.Gateway;

/// <summary>Reads the messages of a sandbox; a sandbox that is silent for too long is noticed. The silence counts only while we listen.</summary>
internal sealed class InboundStream : IDisposable
{
    private readonly IAsyncStreamReader<SandboxMessage> _reader;
    private readonly StreamLife _life;
    private readonly TimeSpan _silentFor;

    // Never disposed: it holds nothing, and the timer may fire while the stream ends.
    private readonly CancellationTokenSource _silent = new();
    private readonly CancellationTokenSource _either;
    private readonly ITimer _timer;

    /// <param name="life">Told of every message.</param>
    /// <param name="silentFor">How long the sandbox may be silent.</param>
    public InboundStream(
        IAsyncStreamReader<SandboxMessage> reader, StreamLife life, TimeSpan silentFor, TimeProvider time, CancellationToken ending)
    {
        _reader = reader;
        _life = life;
        _silentFor = silentFor;
        _either = CancellationTokenSource.CreateLinkedTokenSource(ending, _silent.Token);
        _timer = time.CreateTimer(_ => _silent.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The next message, or <see langword="null"/> when the sandbox closed its side.</summary>
    /// <exception cref="ProtocolViolationException">What came is no message.</exception>
    /// <exception cref="TimeoutException">It was silent for too long.</exception>
    public Task<SandboxMessage?> ReadAsync() => ReadAsync(_silentFor);

    /// <summary>As <see cref="ReadAsync()"/>, with a time of its own: for a whole message, however many pieces it comes in.</summary>
    public async Task<SandboxMessage?> ReadAsync(TimeSpan within)
    {
        _timer.Change(within, Timeout.InfiniteTimeSpan);
        try
        {
            if (!await _reader.MoveNext(_either.Token))
            {
                return null;
            }

            _life.Heard();
            return _reader.Current;
        }
        catch (Exception) when (_silent.IsCancellationRequested)
        {
            throw new TimeoutException($"no whole message within {within.TotalSeconds} s");
        }
        catch (Exception malformed) when (malformed is InvalidProtocolBufferException or InvalidDataException)
        {
            throw new ProtocolViolationException("the message cannot be read");
        }
        finally
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Ends a read that is under way, and every later one.</summary>
    public void Stop() => _either.Cancel();

    public void Dispose()
    {
        _timer.Dispose();
        _either.Dispose();
    }
}
