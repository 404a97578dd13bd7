using System.Globalization;
using Microsoft.Extensions.Options;

namespace OjApi.Judge0;

/// <summary>Checks every option and names all that are wrong, by configuration key.</summary>
internal sealed class Judge0OptionsValidator : IValidateOptions<Judge0Options>
{
    private const decimal LongestRun = 3_600;
    private const int MostMemory = 1_073_741_824;

    public ValidateOptionsResult Validate(string? name, Judge0Options options)
    {
        var errors = new List<string>();
        void Range<T>(string key, T value, T min, T max)
            where T : IComparable<T>
        {
            if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{key} must be {min} to {max}, and is {value}."));
            }
        }

        void Limit<T>(string key, T value, string maxKey, T most, T min, T max)
            where T : IComparable<T>
        {
            Range($"{LimitOptions.Section}:{maxKey}", most, min, max);
            Range($"{LimitOptions.Section}:{key}", value, min, max);
            if (value.CompareTo(most) > 0)
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{LimitOptions.Section}:{key} ({value}) must not be above {maxKey} ({most})."));
            }
        }

        void Header(string key, string value)
        {
            if (value.Length == 0 || !value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                errors.Add($"{Judge0Options.Section}:{key} must be the name of a header.");
            }
        }

        string Key(string option) => $"{Judge0Options.Section}:{option}";
        Header(nameof(options.AuthenticationHeader), options.AuthenticationHeader);
        Header(nameof(options.AuthorizationHeader), options.AuthorizationHeader);
        Range(Key(nameof(options.MaintenanceMessage)) + " (length)", options.MaintenanceMessage.Length, 1, 1_000);
        Range(Key(nameof(options.MaxWait)), options.MaxWait, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Range(Key(nameof(options.MaxFollowers)), options.MaxFollowers, 1, 100_000);
        Range(Key(nameof(options.FollowHeartbeat)), options.FollowHeartbeat, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Range(Key(nameof(options.IdempotencyKeyLifetime)), options.IdempotencyKeyLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        Range(Key(nameof(options.MaxExtractSize)), options.MaxExtractSize, 1, 1_048_576);
        Range(Key(nameof(options.MaxExtractEntries)), options.MaxExtractEntries, 1, 100_000);
        Range(Key(nameof(options.MaxSubmissionBatchSize)), options.MaxSubmissionBatchSize, 1, 1_000);
        Range(Key(nameof(options.MaxPageSize)), options.MaxPageSize, 1, 10_000);
        Range(Key(nameof(options.MaxRequestBodySize)), options.MaxRequestBodySize, 1_024, 1_073_741_824);
        Range(Key(nameof(options.MaxBodySizeAtOnce)), options.MaxBodySizeAtOnce, options.MaxRequestBodySize, 1L << 40);
        Range(Key(nameof(options.RetryAfter)), options.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Range(Key(nameof(options.StatisticsCacheDuration)), options.StatisticsCacheDuration, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));

        var limits = options.Limits;
        Limit(nameof(limits.CpuTimeLimit), limits.CpuTimeLimit, nameof(limits.MaxCpuTimeLimit), limits.MaxCpuTimeLimit, 0, LongestRun);
        Limit(nameof(limits.CpuExtraTime), limits.CpuExtraTime, nameof(limits.MaxCpuExtraTime), limits.MaxCpuExtraTime, 0, LongestRun);
        Limit(nameof(limits.WallTimeLimit), limits.WallTimeLimit, nameof(limits.MaxWallTimeLimit), limits.MaxWallTimeLimit, 1, LongestRun);
        Limit(nameof(limits.MemoryLimit), limits.MemoryLimit, nameof(limits.MaxMemoryLimit), limits.MaxMemoryLimit, 2_048, MostMemory);
        Limit(nameof(limits.StackLimit), limits.StackLimit, nameof(limits.MaxStackLimit), limits.MaxStackLimit, 0, MostMemory);
        Limit(
            nameof(limits.MaxProcessesAndOrThreads), limits.MaxProcessesAndOrThreads,
            nameof(limits.MaxMaxProcessesAndOrThreads), limits.MaxMaxProcessesAndOrThreads, 1, 32_768);
        Limit(nameof(limits.MaxFileSize), limits.MaxFileSize, nameof(limits.MaxMaxFileSize), limits.MaxMaxFileSize, 0, 1_048_576);
        Limit(nameof(limits.NumberOfRuns), limits.NumberOfRuns, nameof(limits.MaxNumberOfRuns), limits.MaxNumberOfRuns, 1, 1_000);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
