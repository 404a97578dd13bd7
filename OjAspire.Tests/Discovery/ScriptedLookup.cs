using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace OjAspire.Tests.Discovery;

/// <summary>A resolver that answers when and what a test tells it to, on a fake clock.</summary>
internal sealed class ScriptedLookup(CountingTimeProvider time)
{
    private readonly Channel<Question> _questions = Channel.CreateUnbounded<Question>();
    private static readonly TimeSpan AsleepWithin = TimeSpan.FromMilliseconds(500);

    private TimeSpan _sinceLast;
    private int _timers;

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public Task<IPHostEntry> LookUpAsync(string host, AddressFamily family, CancellationToken cancellationToken)
    {
        Asked++;
        var question = new Question(host, family, new TaskCompletionSource<IPHostEntry>(TaskCreationOptions.RunContinuationsAsynchronously));
        _questions.Writer.TryWrite(question);
        return question.Answer.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets time go by until the next question, and answers it.</summary>
    /// <returns>How much time went by at least.</returns>
    public async Task<TimeSpan> AnswerAsync(params string[] addresses)
    {
        (await QuestionAsync()).Found(addresses);
        return _sinceLast;
    }

    public async Task FailAsync(SocketError error) => (await QuestionAsync()).Failed(error);

    public async Task<Question> QuestionAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        _sinceLast = TimeSpan.Zero;
        await AsleepAsync();
        Question? question;
        while (!_questions.Reader.TryRead(out question))
        {
            limit.Token.ThrowIfCancellationRequested();
            // The pause may begin a moment from now, so time goes by bit by bit until it is over.
            time.Advance(TimeSpan.FromMilliseconds(100));
            _sinceLast += TimeSpan.FromMilliseconds(100);
            await Task.Yield();
        }

        _timers = time.Timers;
        return question;
    }

    /// <summary>Waits until the pause after the last answer has begun, if there is to be one: time that goes by before that does not count.</summary>
    private async Task AsleepAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        while (Asked > 0 && _questions.Reader.Count == 0 && time.Timers == _timers && TimeProvider.System.GetElapsedTime(start) < AsleepWithin)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }
    }

    /// <summary>One question that waits for its answer.</summary>
    internal sealed record Question(string Host, AddressFamily Family, TaskCompletionSource<IPHostEntry> Answer)
    {
        public const string FullName = "oj-api-server-headless.oj-api.svc.cluster.local";

        public void Found(params string[] addresses) => FoundAt(FullName, addresses);

        public void FoundAt(string fullName, params string[] addresses) =>
            Answer.SetResult(new IPHostEntry { HostName = fullName, AddressList = [.. addresses.Select(IPAddress.Parse)] });

        public void Failed(SocketError error) => Answer.SetException(new SocketException((int)error));
    }
}
