using Microsoft.Extensions.Options;

namespace OjApi.Gateway;

internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.JoinToken))
        {
            result.AddError("must be set: the secret that sandboxes and servers share", GatewayOptions.JoinTokenKey);
        }

        RequireHeaderText(options.JoinToken, GatewayOptions.JoinTokenKey, result);
        RequireHeaderText(options.PreviousJoinToken, GatewayOptions.PreviousJoinTokenKey, result);

        if (options.ReportBy < TimeSpan.FromMilliseconds(100) || options.ReportBy > TimeSpan.FromMinutes(1))
        {
            result.AddError("must be 00:00:00.1 to 00:01:00", GatewayOptions.Section + ":" + nameof(options.ReportBy));
        }

        if (options.AnnounceEvery < TimeSpan.Zero || options.AnnounceEvery > options.ReportBy)
        {
            result.AddError("must be 0 to ReportBy", GatewayOptions.Section + ":" + nameof(options.AnnounceEvery));
        }

        if (options.MaxMessageBytes is < 64 * 1024 or > 256 * 1024 * 1024)
        {
            result.AddError("must be 65536 to 268435456", GatewayOptions.Section + ":" + nameof(options.MaxMessageBytes));
        }

        if (options.MaxStreams is < 1 or > 100_000)
        {
            result.AddError("must be 1 to 100000", GatewayOptions.Section + ":" + nameof(options.MaxStreams));
        }

        if (options.MaxStreamsPerSandbox is < 1 or > 1000)
        {
            result.AddError("must be 1 to 1000", GatewayOptions.Section + ":" + nameof(options.MaxStreamsPerSandbox));
        }

        return result.Build();
    }

    // Anything else could be configured on both sides and would still never arrive.
    private static void RequireHeaderText(string token, string key, ValidateOptionsResultBuilder result)
    {
        if (token.Any(character => character is < ' ' or > '~'))
        {
            result.AddError("must be printable ASCII, because it travels in a header", key);
        }
    }
}
