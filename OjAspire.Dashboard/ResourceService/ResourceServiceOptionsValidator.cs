using Microsoft.Extensions.Options;

namespace OjAspire.Dashboard.ResourceService;

/// <summary>Names every fault of the settings by its configuration key.</summary>
internal sealed class ResourceServiceOptionsValidator : IValidateOptions<ResourceServiceOptions>
{
    public ValidateOptionsResult Validate(string? name, ResourceServiceOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Success;
        }
        var errors = new List<string>();
        if (!Uri.TryCreate(options.EndpointUrl, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
        {
            errors.Add($"{ResourceServiceOptions.EndpointUrlKey} must be an absolute http or https address, not '{options.EndpointUrl}'.");
        }
        if (options.AuthMode is null)
        {
            var modes = string.Join(" or ", Enum.GetNames<ResourceServiceAuthMode>());
            errors.Add($"{ResourceServiceOptions.Section}:AuthMode is required beside {ResourceServiceOptions.EndpointUrlKey}: {modes}.");
        }
        if (options.AuthMode is ResourceServiceAuthMode.ApiKey && string.IsNullOrWhiteSpace(options.ApiKey))
        {
            errors.Add($"{ResourceServiceOptions.Section}:ApiKey is required when the AuthMode beside it is ApiKey.");
        }
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
