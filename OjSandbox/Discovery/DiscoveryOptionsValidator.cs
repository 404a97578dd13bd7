using Microsoft.Extensions.Options;

namespace OjSandbox.Discovery;

/// <summary>Refuses options that cannot be read, naming every key at once.</summary>
internal sealed class DiscoveryOptionsValidator : IValidateOptions<DiscoveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscoveryOptions options)
    {
        var failures = new List<string>();
        _ = DiscoverySettings.Read(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
