using Microsoft.Extensions.Options;
using OjAspire.ServiceDefaults.Tls;
using OjSandbox.Discovery;

namespace OjSandbox.Session.Tls;

/// <summary>Refuses options that cannot have an effect and files that cannot be used, naming every key at once.</summary>
internal sealed class TlsOptionsValidator(DiscoverySettings discovery) : IValidateOptions<TlsOptions>
{
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        var failures = new List<string>();
        RefuseWithoutTls(options, failures);
        if (options.Certificate.Length > 0 != options.Key.Length > 0)
        {
            var (missing, given) = options.Key.Length == 0 ? (TlsFiles.KeyKey, TlsFiles.CertificateKey) : (TlsFiles.CertificateKey, TlsFiles.KeyKey);
            failures.Add($"{missing}: is required with {given}; set both or neither.");
        }
        else
        {
            _ = TlsMaterial.Read(options.Files, failures);
        }

        if (options.ServerName.Length > 0 && Uri.CheckHostName(options.ServerName) == UriHostNameType.Unknown)
        {
            failures.Add($"{TlsOptions.ServerNameKey}: '{options.ServerName}' is not a host name; write it as it is in the certificate, without port.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    // Whoever sets these believes that the connections are encrypted.
    private void RefuseWithoutTls(TlsOptions options, List<string> failures)
    {
        if (discovery.ReplicaList is not null || discovery.Addresses.Any(address => address.IsTls))
        {
            return;
        }

        foreach (var (key, value) in new[]
        {
            (TlsOptions.CaKey, options.Ca),
            (TlsFiles.CertificateKey, options.Certificate),
            (TlsFiles.KeyKey, options.Key),
            (TlsOptions.ServerNameKey, options.ServerName),
        })
        {
            if (value.Length > 0)
            {
                failures.Add($"{key}: has no effect in clear text; write {DiscoveryOptions.SchedulerAddressKey} as https://host:port to use TLS.");
            }
        }
    }
}
