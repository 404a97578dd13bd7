using Microsoft.Extensions.Options;

namespace OjSandbox.Isolation;

/// <summary>Holds <see cref="IsolationOptions"/> to their ranges.</summary>
internal sealed class IsolationOptionsValidator : IValidateOptions<IsolationOptions>
{
    public ValidateOptionsResult Validate(string? name, IsolationOptions options)
    {
        var faults = new List<string>();
        RequireAbsolute(nameof(options.Bubblewrap), options.Bubblewrap);
        RequireAbsolute(nameof(options.ClaimDirectory), options.ClaimDirectory);
        RequireRange(nameof(options.FirstUserId), options.FirstUserId, 1000, 2_000_000_000);
        RequireRange(nameof(options.UserIds), options.UserIds, 1, 65_536);
        RequireRange(nameof(options.WorkMib), options.WorkMib, 16, 65_536);
        RequireRange(nameof(options.TemporaryMib), options.TemporaryMib, 1, 65_536);
        RequireRange(nameof(options.OpenFiles), options.OpenFiles, 64, 1_048_576);
        RequireRange(nameof(options.PatienceSeconds), options.PatienceSeconds, 1, 300);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void RequireRange(string key, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                faults.Add($"{IsolationOptions.Section}:{key} is {value}; it must be from {least} to {most}.");
            }
        }

        void RequireAbsolute(string key, string value)
        {
            if (!Path.IsPathRooted(value))
            {
                faults.Add($"{IsolationOptions.Section}:{key} is '{value}'; it must be an absolute path.");
            }
        }
    }
}
