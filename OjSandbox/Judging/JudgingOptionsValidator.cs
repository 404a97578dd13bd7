using Microsoft.Extensions.Options;

namespace OjSandbox.Judging;

/// <summary>Holds <see cref="JudgingOptions"/> to their ranges.</summary>
internal sealed class JudgingOptionsValidator : IValidateOptions<JudgingOptions>
{
    public ValidateOptionsResult Validate(string? name, JudgingOptions options)
    {
        (string Key, int Value, int Least, int Most)[] ranges =
        [
            (nameof(options.CompileCpuSeconds), options.CompileCpuSeconds, 1, 600),
            (nameof(options.CompileWallSeconds), options.CompileWallSeconds, 1, 600),
            (nameof(options.CompileMemoryMib), options.CompileMemoryMib, 64, 65_536),
            (nameof(options.CompileProcesses), options.CompileProcesses, 8, 4096),
            (nameof(options.CompileFileMib), options.CompileFileMib, 1, 4096),
            (nameof(options.CompileOutputKib), options.CompileOutputKib, 1, 4096),
            (nameof(options.AdditionalFilesKib), options.AdditionalFilesKib, 1, 262_144),
            (nameof(options.SharedMemoryMib), options.SharedMemoryMib, 64, 65_536),
        ];
        string[] faults = [.. ranges.Where(range => range.Value < range.Least || range.Value > range.Most)
            .Select(range => $"{JudgingOptions.Section}:{range.Key} is {range.Value}; it must be from {range.Least} to {range.Most}.")];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
