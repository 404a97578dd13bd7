namespace OjSandbox.Session.Streams;

/// <summary>How it stands between this sandbox and one endpoint.</summary>
internal enum LinkState
{
    /// <summary>No stream at the moment, but not long enough to give up hope; also an endpoint that was never dialled.</summary>
    Hoped,

    /// <summary>There is a stream.</summary>
    Open,

    /// <summary>There has been no stream for so long that another endpoint stands in.</summary>
    Failing,
}
