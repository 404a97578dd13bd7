using OjApi.Scheduling;

namespace OjAspire.Tests.Scheduling.Simulation;

/// <summary>One stream between a sandbox and a server: two queues in order, cut off at any moment.</summary>
internal sealed class SimulatedLink(SimulatedSandbox sandbox, int server, SandboxStream stream)
{
    public SimulatedSandbox Sandbox { get; } = sandbox;

    public int Server { get; } = server;

    public SandboxStream Stream { get; } = stream;

    /// <summary>What the sandbox sent and the server has not handled.</summary>
    public LinkedList<Func<Task>> ToServer { get; } = [];

    /// <summary>What the server sent and the sandbox has not handled.</summary>
    public Queue<Action> ToSandbox { get; } = [];

    /// <summary>Claims that the sandbox has not seen an answer to.</summary>
    public HashSet<string> OpenClaims { get; } = [];

    /// <summary>Whether the sandbox still believes in it; the server may learn of its end later.</summary>
    public bool IsUp { get; private set; } = true;

    /// <summary>The report at the end of the queue, replaced by a newer one: reports never pile up.</summary>
    public LinkedListNode<Func<Task>>? LastReport { get; set; }

    /// <summary>Sends to the sandbox; lost when the link is cut.</summary>
    public void Answer(Action message)
    {
        if (IsUp)
        {
            ToSandbox.Enqueue(message);
        }
    }

    public void Cut()
    {
        IsUp = false;
        ToSandbox.Clear();
        OpenClaims.Clear();
    }
}
