namespace OjApi.Submissions;

/// <summary>This replica is about to stop and takes no new submissions; another one will.</summary>
internal sealed class DrainingException() : Exception("this server is draining");
