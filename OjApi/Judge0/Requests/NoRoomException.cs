namespace OjApi.Judge0.Requests;

/// <summary>This replica keeps as much of requests as it may.</summary>
internal sealed class NoRoomException() : Exception("too much is being submitted at once");
