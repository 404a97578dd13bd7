using Microsoft.Extensions.Options;

namespace OjAspire.Hosting.Composition;

internal sealed class EngineOptionsValidator : IValidateOptions<EngineOptions>
{
    public ValidateOptionsResult Validate(string? name, EngineOptions options)
    {
        List<string> errors = [];
        Check(nameof(EngineOptions.StopGraceSeconds), options.StopGraceSeconds, 0, 600);
        Check(nameof(EngineOptions.HealthIntervalSeconds), options.HealthIntervalSeconds, 0.05, 300);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(string key, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
            {
                errors.Add(FormattableString.Invariant($"{EngineOptions.Section}:{key} is {value}; it must be from {least} to {most} seconds."));
            }
        }
    }
}
