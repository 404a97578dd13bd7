namespace OjApi.Submissions;

/// <summary>How the request was answered that used a key first.</summary>
/// <param name="Fingerprint">Hash of what that request asked for: another one than that of a repeat means another request.</param>
/// <param name="Answer">The answer, as whoever gave it wrote it.</param>
internal sealed record FirstAnswer(byte[] Fingerprint, byte[] Answer);
