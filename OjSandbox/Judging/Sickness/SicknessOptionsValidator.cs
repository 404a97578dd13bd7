using System.Globalization;
using Microsoft.Extensions.Options;

namespace OjSandbox.Judging.Sickness;

/// <summary>Holds <see cref="SicknessOptions"/> to their ranges.</summary>
internal sealed class SicknessOptionsValidator : IValidateOptions<SicknessOptions>
{
    private const double MostFirstPause = 600;
    private const double MostLongestPause = 86_400;

    public ValidateOptionsResult Validate(string? name, SicknessOptions options)
    {
        var faults = new List<string>();
        Require(nameof(options.FailuresInARow), options.FailuresInARow, 1, 100);
        Require(nameof(options.FirstPauseSeconds), options.FirstPauseSeconds, 0.1, MostFirstPause);
        Require(nameof(options.LongestPauseSeconds), options.LongestPauseSeconds, Math.Min(options.FirstPauseSeconds, MostFirstPause), MostLongestPause);
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        void Require(string key, double value, double least, double most)
        {
            // Written so that NaN is outside.
            if (!(value >= least && value <= most))
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{SicknessOptions.Section}:{key} is {value}; it must be from {least} to {most}."));
            }
        }
    }
}
