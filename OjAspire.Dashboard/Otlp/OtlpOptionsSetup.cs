using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.Otlp;

/// <summary>Fills in what the settings leave open and names every fault by its configuration key.</summary>
internal sealed class OtlpOptionsSetup(IConfiguration configuration) : IPostConfigureOptions<OtlpOptions>, IValidateOptions<OtlpOptions>
{
    private const int GeneratedKeyBytes = 16;

    public void PostConfigure(string? name, OtlpOptions options)
    {
        options.GrpcEndpointUrl = First(
            configuration[OtlpOptions.GrpcUrlKey], configuration[OtlpOptions.LegacyGrpcUrlKey], options.GrpcEndpointUrl);
        options.HttpEndpointUrl = First(
            configuration[OtlpOptions.HttpUrlKey], configuration[OtlpOptions.LegacyHttpUrlKey], options.HttpEndpointUrl);
        if (options.GrpcEndpointUrl is null && options.HttpEndpointUrl is null)
        {
            options.GrpcEndpointUrl = OtlpOptions.DefaultGrpcUrl;
            options.HttpEndpointUrl = OtlpOptions.DefaultHttpUrl;
        }
        options.AuthMode ??= OtlpAuthMode.ApiKey;
        if (options.AuthMode is OtlpAuthMode.ApiKey && string.IsNullOrEmpty(options.PrimaryApiKey))
        {
            options.PrimaryApiKey = RandomNumberGenerator.GetHexString(GeneratedKeyBytes * 2, lowercase: true);
            options.HasGeneratedKey = true;
        }
    }

    public ValidateOptionsResult Validate(string? name, OtlpOptions options)
    {
        var errors = new List<string>();
        CheckAddress(OtlpOptions.GrpcUrlKey, options.GrpcEndpointUrl, errors);
        CheckAddress(OtlpOptions.HttpUrlKey, options.HttpEndpointUrl, errors);
        if (options.AuthMode is OtlpAuthMode.ApiKey)
        {
            CheckKey(nameof(OtlpOptions.PrimaryApiKey), options.PrimaryApiKey, errors);
            CheckKey(nameof(OtlpOptions.SecondaryApiKey), options.SecondaryApiKey, errors);
        }
        if (!string.IsNullOrEmpty(options.Cors.AllowedOrigins) && options.HttpEndpointUrl is null)
        {
            errors.Add($"{OtlpOptions.Section}:Cors:AllowedOrigins needs an address for HTTP, {OtlpOptions.HttpUrlKey}: browsers cannot send by gRPC.");
        }
        if (options.MaxRequestSize is < OtlpOptions.SmallestMaxRequestSize or > OtlpOptions.LargestMaxRequestSize)
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{OtlpOptions.Section}:MaxRequestSize must be {OtlpOptions.SmallestMaxRequestSize} to {OtlpOptions.LargestMaxRequestSize} bytes."));
        }
        if (options.MaxConcurrentRequests is < 1 or > OtlpOptions.LargestMaxConcurrentRequests)
        {
            errors.Add(string.Create(
                CultureInfo.InvariantCulture, $"{OtlpOptions.Section}:MaxConcurrentRequests must be 1 to {OtlpOptions.LargestMaxConcurrentRequests}."));
        }
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static string? First(params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                return value.Trim();
            }
        }
        return null;
    }

    private static void CheckAddress(string key, string? url, List<string> errors)
    {
        if (url is not null && ListenAddress.TryParse(url) is null)
        {
            errors.Add($"{key} must be an absolute http or https address without a path, not '{url}'.");
        }
    }

    private static void CheckKey(string name, string? key, List<string> errors)
    {
        if (!string.IsNullOrEmpty(key) && key.Trim().Length < OtlpOptions.ShortestKey)
        {
            errors.Add($"{OtlpOptions.Section}:{name} must have {OtlpOptions.ShortestKey} characters or more.");
        }
    }
}
