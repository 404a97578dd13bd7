namespace OjApi.Submissions;

/// <summary>What a repeat of a request is recognised by.</summary>
/// <param name="Id">Hash of the client's key and of whom it belongs to, 32 bytes.</param>
/// <param name="Fingerprint">Hash of what the request asks for, 32 bytes.</param>
/// <param name="Lifetime">How long a repeat is recognised, on the store's clock.</param>
internal sealed record RequestKey(byte[] Id, byte[] Fingerprint, TimeSpan Lifetime);
