using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace OjAspire.Tests.Discovery;

/// <summary>A resolver that answers when and what a test tells it to, on a fake clock.</summary>
internal sealed class ScriptedLookup(FakeTimeProvider time)
{
    private readonly Channel<TaskCompletionSource<IPAddress[]>> _questions = Channel.CreateUnbounded<TaskCompletionSource<IPAddress[]>>();
    private TimeSpan _sinceLast;

    /// <summary>How often it was asked.</summary>
    public int Asked { get; private set; }

    public Task<IPAddress[]> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        Assert.Equal("oj-api-server-headless", host);
        Asked++;
        var question = new TaskCompletionSource<IPAddress[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        _questions.Writer.TryWrite(question);
        return question.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets time go by until the next question, and answers it.</summary>
    /// <returns>How much time went by at least.</returns>
    public async Task<TimeSpan> AnswerAsync(params string[] addresses)
    {
        (await QuestionAsync()).SetResult([.. addresses.Select(IPAddress.Parse)]);
        return _sinceLast;
    }

    public async Task FailAsync(SocketError error) => (await QuestionAsync()).SetException(new SocketException((int)error));

    public async Task<TaskCompletionSource<IPAddress[]>> QuestionAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        _sinceLast = TimeSpan.Zero;
        TaskCompletionSource<IPAddress[]>? question;
        while (!_questions.Reader.TryRead(out question))
        {
            limit.Token.ThrowIfCancellationRequested();
            // The pause may begin a moment from now, so time goes by bit by bit until it is over.
            time.Advance(TimeSpan.FromMilliseconds(100));
            _sinceLast += TimeSpan.FromMilliseconds(100);
            await Task.Yield();
        }

        return question;
    }
}
