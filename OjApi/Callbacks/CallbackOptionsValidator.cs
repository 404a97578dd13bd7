using System.Globalization;
using Microsoft.Extensions.Options;

namespace OjApi.Callbacks;

/// <summary>Checks every option and names all that are wrong, by configuration key. Keys that sign are never repeated.</summary>
internal sealed class CallbackOptionsValidator : IValidateOptions<CallbackOptions>
{
    public ValidateOptionsResult Validate(string? name, CallbackOptions options)
    {
        var errors = new List<string>();
        void Range<T>(string key, T value, T min, T max)
            where T : IComparable<T>
        {
            if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            {
                errors.Add(string.Create(CultureInfo.InvariantCulture, $"{Key(key)} must be {min} to {max}, and is {value}."));
            }
        }

        void Secret(string key, string value)
        {
            if (value.Length > 0 && WebhookSignature.TryReadKey(value) is null)
            {
                errors.Add(
                    $"{Key(key)} must be whsec_ and {WebhookSignature.ShortestKey} to {WebhookSignature.LongestKey} bytes in base64.");
            }
        }

        Range(nameof(options.MaxTries), options.MaxTries, 1, 100);
        Range(nameof(options.Timeout), options.Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(2));
        Range(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(100), options.Timeout);
        Range(nameof(options.FirstPause), options.FirstPause, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Range(nameof(options.LongestPause), options.LongestPause, options.FirstPause, TimeSpan.FromDays(1));
        Range(nameof(options.Concurrency), options.Concurrency, 1, 1_000);
        Range(nameof(options.ConcurrencyPerHost), options.ConcurrencyPerHost, 1, options.Concurrency);
        Secret(nameof(options.SigningKey), options.SigningKey);
        Secret(nameof(options.PreviousSigningKey), options.PreviousSigningKey);
        if (options.SigningKey.Length == 0 && options.PreviousSigningKey.Length > 0)
        {
            errors.Add($"{Key(nameof(options.PreviousSigningKey))} needs a {nameof(options.SigningKey)} that follows it.");
        }
        foreach (var network in AddressRules.Split(options.AllowedNetworks).Where(network => AddressRules.TryReadNetwork(network) is null))
        {
            errors.Add($"{Key(nameof(options.AllowedNetworks))}: {network} is no network like 10.20.0.0/16.");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static string Key(string option) => $"{CallbackOptions.Section}:{option}";
}
