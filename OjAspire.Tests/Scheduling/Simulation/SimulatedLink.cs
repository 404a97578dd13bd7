using Oj.Contracts.Scheduling;
using OjSandbox.Session.Slots;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>
/// One stream between a sandbox and a server: a queue of messages each way, in order, each at its own pace. Either end may
/// believe in it for a while after the other has given it up, and either way may fall silent for good without any end.
/// </summary>
internal sealed class SimulatedLink(SimulatedSandbox sandbox, SimulatedServer server, StreamHandle handle)
{
    public SimulatedSandbox Sandbox { get; } = sandbox;

    public SimulatedServer Server { get; } = server;

    /// <summary>The sandbox's end.</summary>
    public StreamHandle Handle { get; } = handle;

    /// <summary>The server's end; absent until it has read the Connect.</summary>
    public ServerEnd? ServerEnd { get; set; }

    /// <summary>Whether the sandbox has read the answer to its Connect.</summary>
    public bool IsOpen { get; set; }

    public bool SandboxGaveUp { get; set; }

    public bool ServerGaveUp { get; set; }

    public bool LosesToServer { get; set; }

    public bool LosesToSandbox { get; set; }

    public DateTimeOffset SandboxHeardAt { get; set; }

    public DateTimeOffset ServerHeardAt { get; set; }

    /// <summary>What the sandbox sent and the server has not read.</summary>
    public Queue<SandboxMessage> ToServer { get; } = [];

    /// <summary>What the server sent and the sandbox has not read.</summary>
    public Queue<SchedulerMessage> ToSandbox { get; } = [];

    /// <summary>Neither side has given it up.</summary>
    public bool IsWhole => !SandboxGaveUp && !ServerGaveUp && !Server.IsDead;

    public void Send(SandboxMessage message)
    {
        if (!LosesToServer && !ServerGaveUp)
        {
            ToServer.Enqueue(message);
        }
    }

    public void Send(SchedulerMessage message)
    {
        if (!LosesToSandbox && !SandboxGaveUp)
        {
            ToSandbox.Enqueue(message);
        }
    }

    /// <summary>What was sent and not read never arrives, nor does anything after it; nobody is told.</summary>
    public void FallSilent(bool toServer, bool toSandbox)
    {
        if (toServer)
        {
            LosesToServer = true;
            ToServer.Clear();
        }

        if (toSandbox)
        {
            LosesToSandbox = true;
            ToSandbox.Clear();
        }
    }

    /// <summary>An end that one side has made comes to the other's notice.</summary>
    public void NoticeEnd()
    {
        if (SandboxGaveUp && !Server.IsPaused && !Server.IsDead)
        {
            Server.GiveUp(this);
        }
        else if (ServerGaveUp || Server.IsDead)
        {
            Sandbox.GiveUp(this);
        }
    }

    /// <summary>Both ends listen for a sign of life; says how many gave it up for lack of one.</summary>
    public int EndIfSilent(DateTimeOffset now, TimeSpan silentFor)
    {
        var ends = 0;
        if (!SandboxGaveUp && now - SandboxHeardAt > silentFor)
        {
            ends++;
            Sandbox.GiveUp(this);
        }

        if (!ServerGaveUp && !Server.IsPaused && !Server.IsDead && now - ServerHeardAt > silentFor)
        {
            ends++;
            Server.GiveUp(this);
        }

        return ends;
    }
}
