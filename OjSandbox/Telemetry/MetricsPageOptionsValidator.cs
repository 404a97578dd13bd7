using Microsoft.Extensions.Options;

namespace OjSandbox.Telemetry;

/// <summary>Refuses options that cannot be read, naming every key at once.</summary>
internal sealed class MetricsPageOptionsValidator : IValidateOptions<MetricsPageOptions>
{
    public ValidateOptionsResult Validate(string? name, MetricsPageOptions options)
    {
        var failures = new List<string>();
        _ = MetricsPageAddress.Read(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
