using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.Login;

/// <summary>Fills in what the settings leave open and names every fault by its configuration key.</summary>
internal sealed class FrontendOptionsSetup(IConfiguration configuration) : IPostConfigureOptions<FrontendOptions>, IValidateOptions<FrontendOptions>
{
    private const int GeneratedTokenBytes = 16;

    public void PostConfigure(string? name, FrontendOptions options)
    {
        options.AuthMode ??= IsTrue(FrontendOptions.AllowAnonymousKey) || IsTrue(FrontendOptions.LegacyAllowAnonymousKey)
            ? FrontendAuthMode.Unsecured
            : FrontendAuthMode.BrowserToken;
        if (options.AuthMode is FrontendAuthMode.BrowserToken && string.IsNullOrEmpty(options.BrowserToken))
        {
            options.BrowserToken = RandomNumberGenerator.GetHexString(GeneratedTokenBytes * 2, lowercase: true);
        }
    }

    public ValidateOptionsResult Validate(string? name, FrontendOptions options) =>
        options.AuthMode is FrontendAuthMode.BrowserToken && options.BrowserToken!.Trim().Length < FrontendOptions.ShortestToken
            ? ValidateOptionsResult.Fail(
                $"{FrontendOptions.Section}:BrowserToken must have {FrontendOptions.ShortestToken} characters or more.")
            : ValidateOptionsResult.Success;

    private bool IsTrue(string key) => bool.TryParse(configuration[key], out var value) && value;
}
