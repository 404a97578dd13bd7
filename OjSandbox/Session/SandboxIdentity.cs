using OjSandbox.Discovery;

namespace OjSandbox.Session;

/// <summary>Who this process is: one base id, and from it one sandbox id per stream, because a server keys sandboxes by id.</summary>
internal sealed class SandboxIdentity
{
    /// <summary>The sandbox's own uuid, new with every process.</summary>
    public string BaseId { get; } = Guid.NewGuid().ToString();

    /// <summary>The id used on the stream to one endpoint: <c>{base id}-{host-ip-port}</c>.</summary>
    public string On(SchedulerEndpoint endpoint) => $"{BaseId}-{endpoint.IdSuffix}";
}
