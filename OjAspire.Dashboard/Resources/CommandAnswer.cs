namespace OjAspire.Dashboard.Resources;

/// <summary>How a command ended for one resource or replica.</summary>
internal sealed record CommandAnswer(string ResourceId, ExecuteCommandResponse Response);
