using Microsoft.Extensions.Options;

namespace OjApi.Submissions;

internal sealed class OwnershipOptionsValidator : IValidateOptions<OwnershipOptions>
{
    public ValidateOptionsResult Validate(string? name, OwnershipOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.Lease < TimeSpan.FromSeconds(1) || options.Lease > TimeSpan.FromMinutes(10))
        {
            result.AddError("must be 00:00:01 to 00:10:00", OwnershipOptions.Section + ":" + nameof(options.Lease));
        }

        if (options.RenewEvery < TimeSpan.FromMilliseconds(100) || options.RenewEvery > options.Lease / 2)
        {
            result.AddError("must be 00:00:00.1 to half the lease", OwnershipOptions.Section + ":" + nameof(options.RenewEvery));
        }

        if (options.LameDuckTime < TimeSpan.Zero || options.LameDuckTime > TimeSpan.FromMinutes(5))
        {
            result.AddError("must be 00:00:00 to 00:05:00", OwnershipOptions.Section + ":" + nameof(options.LameDuckTime));
        }

        if (options.DrainTime < TimeSpan.Zero || options.DrainTime > TimeSpan.FromMinutes(5))
        {
            result.AddError("must be 00:00:00 to 00:05:00", OwnershipOptions.Section + ":" + nameof(options.DrainTime));
        }

        return result.Build();
    }
}
