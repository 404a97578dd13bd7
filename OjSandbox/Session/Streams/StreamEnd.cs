using Grpc.Core;

namespace OjSandbox.Session.Streams;

/// <summary>How one attempt at a stream ended.</summary>
/// <param name="Accepted">Whether the server had let us in.</param>
/// <param name="Reason">Why it ended, for the log.</param>
/// <param name="Status">The same in one word; <see cref="StatusCode.OK"/> when the server ended it in order.</param>
internal readonly record struct StreamEnd(bool Accepted, string Reason, StatusCode Status);
