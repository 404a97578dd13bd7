namespace OjAspire.Benchmarks.Streams.Subjects;

/// <summary>What a measured process may be.</summary>
internal static class SubjectRoles
{
    /// <summary>A whole API server, as its own program composes it.</summary>
    public const string Replica = "replica";

    /// <summary>A sandbox's discovery and session, with a judge that does nothing.</summary>
    public const string Sandbox = "sandbox";

    /// <summary>The least that any gRPC server needs for such streams.</summary>
    public const string BareServer = "bare-server";

    /// <summary>The least that any gRPC client needs for such streams.</summary>
    public const string BareClient = "bare-client";
}
