namespace OjApi.Endpoints.Tls;

/// <summary>The certificate that a client has shown on its connection; a feature of the connection, absent when it showed none.</summary>
/// <param name="Subject">Whom it names.</param>
/// <param name="Fault">Why it is worth nothing here, the rest of a sentence; <see langword="null"/> when it was checked and is good.</param>
internal sealed record ClientCertificate(string Subject, string? Fault);
