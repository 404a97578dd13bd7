namespace OjAspire.Tests.Tls;

/// <summary>A certificate with the intermediate ones after it, and its key, both in PEM.</summary>
internal sealed record IssuedCertificate(string ChainPem, string KeyPem, string SerialNumber);
