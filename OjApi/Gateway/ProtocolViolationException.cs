namespace OjApi.Gateway;

/// <summary>A message that this protocol does not allow here; ends the stream it came on, and nothing else.</summary>
/// <param name="message">What was wrong, for the peer.</param>
internal sealed class ProtocolViolationException(string message) : Exception(message);
