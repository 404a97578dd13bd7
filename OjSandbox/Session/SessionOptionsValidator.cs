using Microsoft.Extensions.Options;

namespace OjSandbox.Session;

/// <summary>Refuses options that cannot be read, naming every key at once.</summary>
internal sealed class SessionOptionsValidator : IValidateOptions<SessionOptions>
{
    public ValidateOptionsResult Validate(string? name, SessionOptions options)
    {
        var failures = new List<string>();
        _ = SessionSettings.Read(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
