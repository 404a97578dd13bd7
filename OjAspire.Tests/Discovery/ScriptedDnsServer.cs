using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace OjAspire.Tests.Discovery;

/// <summary>
/// A DNS server on a loopback address of its own, over UDP and TCP, that fails in every way a test wants. It answers for the
/// full name of a headless Service as a pod's resolver makes it with its search path; any other name does not exist.
/// </summary>
internal sealed class ScriptedDnsServer : IAsyncDisposable
{
    /// <summary>The bare name, as sandboxes are given it.</summary>
    public const string Name = "oj-api-server-headless";

    private const string SearchPath = "oj-api.svc.cluster.local svc.cluster.local cluster.local";
    private const string FullName = Name + ".oj-api.svc.cluster.local.";

    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _tasks = [];
    private Socket? _udp;
    private TcpListener? _tcp;
    private int _open;

    private ScriptedDnsServer(ResolverFiles files) => Files = files;

    /// <summary>The resolver configuration of a process that is to ask this server: that of a pod.</summary>
    public ResolverFiles Files { get; }

    /// <summary>What it says when asked for IPv4 addresses.</summary>
    public DnsScript A { get; set; } = new();

    /// <summary>What it says when asked for IPv6 addresses.</summary>
    public DnsScript Aaaa { get; set; } = new();

    /// <summary>How often it was asked for IPv4 addresses of the full name over UDP.</summary>
    public int Asked { get; private set; }

    /// <summary>How many of those questions were open at once, at most.</summary>
    public int MostOpen { get; private set; }

    public static async Task<ScriptedDnsServer> StartAsync(string directory)
    {
        var server = new ScriptedDnsServer(await ResolverFiles.WriteAsync(directory, "search " + SearchPath, "options ndots:5"));
        server.Open();
        server.OpenTcp();
        return server;
    }

    /// <summary>Answers both kinds of question the same way.</summary>
    public void Answer(DnsScript both) => (A, Aaaa) = (both, both);

    /// <summary>Listens over UDP, again.</summary>
    public void Open()
    {
        _udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        _udp.Bind(new IPEndPoint(Files.Server, 53));
        Track(ServeAsync(_udp));
    }

    /// <summary>Stops listening over UDP: whoever asks finds the port closed.</summary>
    public void Close() => _udp!.Dispose();

    public void OpenTcp()
    {
        _tcp = new TcpListener(Files.Server, 53);
        _tcp.Start();
        Track(ServeAsync(_tcp));
    }

    /// <summary>Stops listening over TCP.</summary>
    public void CloseTcp() => _tcp!.Dispose();

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        Close();
        CloseTcp();
        Task[] tasks;
        lock (_gate)
        {
            tasks = [.. _tasks];
        }

        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task ServeAsync(Socket socket)
    {
        var buffer = new byte[1500];
        while (true)
        {
            var received = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _ending.Token);
            Track(AnswerAsync(socket, buffer[..received.ReceivedBytes], received.RemoteEndPoint));
        }
    }

    private async Task AnswerAsync(Socket socket, byte[] query, EndPoint asker)
    {
        var counted = DnsMessage.Question(query) is (FullName, DnsMessage.A);
        if (counted)
        {
            Count(1);
        }

        if (await AnswerAsync(query, overTcp: false) is { } answer)
        {
            await socket.SendToAsync(answer, asker, _ending.Token);
        }

        if (counted)
        {
            Count(-1);
        }
    }

    private async Task ServeAsync(TcpListener listener)
    {
        while (true)
        {
            Track(AnswerAsync(await listener.AcceptTcpClientAsync(_ending.Token)));
        }
    }

    private async Task AnswerAsync(TcpClient asker)
    {
        using var client = asker;
        var stream = client.GetStream();
        var length = new byte[2];
        while (await stream.ReadAtLeastAsync(length, 2, throwOnEndOfStream: false, _ending.Token) == 2)
        {
            var query = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
            await stream.ReadExactlyAsync(query, _ending.Token);
            if (await AnswerAsync(query, overTcp: true) is { } answer)
            {
                BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                await stream.WriteAsync((byte[])[.. length, .. answer], _ending.Token);
            }
        }
    }

    private async Task<byte[]?> AnswerAsync(byte[] query, bool overTcp)
    {
        var (name, type) = DnsMessage.Question(query);
        var script = name != FullName ? DnsScript.Error(DnsMessage.NoSuchName) : type == DnsMessage.A ? A : Aaaa;
        await Task.Delay(script.After, TimeProvider.System, _ending.Token);
        return script switch
        {
            { IsSilent: true } => null,
            { IsGarbage: true } => DnsMessage.Garbage(query),
            _ => DnsMessage.Answer(query, script.Code, script.Addresses, overTcp, script.IsCut),
        };
    }

    private void Count(int change)
    {
        lock (_gate)
        {
            _open += change;
            Asked += change > 0 ? 1 : 0;
            MostOpen = Math.Max(MostOpen, _open);
        }
    }

    private void Track(Task task)
    {
        lock (_gate)
        {
            _tasks.RemoveAll(each => each.IsCompleted);
            _tasks.Add(task);
        }
    }
}
