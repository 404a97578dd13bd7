using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace OjAspire.ServiceDefaults.Tls;

/// <summary>Says in words what is wrong with the other end's certificate.</summary>
public static class CertificateFault
{
    private const X509ChainStatusFlags NotIssuedByThem =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotSignatureValid;

    /// <summary>Describes what a check has found, for example "was not issued by a CA in Oj:Tls:Ca".</summary>
    /// <param name="certificate">The certificate that was shown.</param>
    /// <param name="chain">The chain as checked; <see langword="null"/> when there was none to check.</param>
    /// <param name="errors">What the check has found.</param>
    /// <param name="authorities">Where the trusted CAs are configured.</param>
    /// <param name="purpose">What the certificate must be for, as extended key usages are named (<c>clientAuth</c>).</param>
    /// <returns>The rest of a sentence that the certificate is the subject of; <see langword="null"/> when nothing is wrong.</returns>
    public static string? Describe(
        X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors, string authorities, string purpose)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }

        var found = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, each) => all | each.Status) ?? X509ChainStatusFlags.PartialChain;
        if ((found & NotIssuedByThem) != 0)
        {
            return $"was not issued by a CA in {authorities}";
        }

        if (found.HasFlag(X509ChainStatusFlags.NotTimeValid))
        {
            return $"is valid only from {certificate.NotBefore.ToUniversalTime():u} to {certificate.NotAfter.ToUniversalTime():u}";
        }

        if (found.HasFlag(X509ChainStatusFlags.NotValidForUsage))
        {
            return $"is not for this purpose: its extended key usage does not include {purpose}";
        }

        if (found != X509ChainStatusFlags.NoError)
        {
            return $"is not valid ({found})";
        }

        // Nothing but the name is left.
        var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>()
            .SelectMany(each => each.EnumerateDnsNames().Concat(each.EnumerateIPAddresses().Select(address => address.ToString())));
        return $"is for another name; it names [{string.Join(' ', names)}]";
    }
}
