using OjApi.Submissions;

namespace OjApi.Callbacks;

/// <summary>Writes what a receiver is told of a final submission, in JSON. The same submission gives the same bytes.</summary>
internal delegate ReadOnlyMemory<byte> WriteCallbackBody(Submission submission);
