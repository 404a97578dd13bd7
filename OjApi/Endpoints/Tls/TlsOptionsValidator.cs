using Microsoft.Extensions.Options;
using OjAspire.ServiceDefaults.Tls;

namespace OjApi.Endpoints.Tls;

/// <summary>Refuses options that contradict each other and files that cannot be used, naming every key at once.</summary>
internal sealed class TlsOptionsValidator : IValidateOptions<TlsOptions>
{
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        var failures = new List<string>();
        if (!Enum.TryParse<ClearTextRule>(options.ClearText, ignoreCase: true, out var rule) || !Enum.IsDefined(rule))
        {
            failures.Add($"{TlsOptions.ClearTextKey}: '{options.ClearText}' is neither Allowed nor Refused.");
        }

        if (options.Certificate.Length == 0)
        {
            foreach (var (key, isSet) in new[]
            {
                (TlsFiles.KeyKey, options.Key.Length > 0),
                (TlsOptions.ClientCaKey, options.DemandsClientCertificates),
                (TlsOptions.ClearTextKey, options.RefusesClearText),
            })
            {
                if (isSet)
                {
                    failures.Add($"{key}: needs a certificate; set {TlsFiles.CertificateKey} to the server's PEM file, or leave this out for clear text.");
                }
            }
        }
        else if (options.Key.Length == 0)
        {
            failures.Add($"{TlsFiles.KeyKey}: is required with {TlsFiles.CertificateKey}; set it to the PEM file of that certificate's private key.");
        }
        else
        {
            _ = TlsMaterial.Read(options.Files, failures);
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
