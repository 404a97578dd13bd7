using Microsoft.Extensions.Options;

namespace OjSandbox.Health;

/// <summary>Refuses a directory that would depend on where the program was started.</summary>
internal sealed class HealthOptionsValidator : IValidateOptions<HealthOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthOptions options) =>
        string.IsNullOrEmpty(options.Directory) || Path.IsPathRooted(options.Directory)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{HealthOptions.DirectoryKey}: '{options.Directory}' is not an absolute path.");
}
