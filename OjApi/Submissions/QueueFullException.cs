namespace OjApi.Submissions;

/// <summary>There are as many unfinished submissions at this replica as it may hold.</summary>
internal sealed class QueueFullException() : Exception("queue is full");
