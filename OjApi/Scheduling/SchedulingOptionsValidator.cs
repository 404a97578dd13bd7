using Microsoft.Extensions.Options;
using OjApi.Scheduling.Ordering;

namespace OjApi.Scheduling;

internal sealed class SchedulingOptionsValidator : IValidateOptions<SchedulingOptions>
{
    public ValidateOptionsResult Validate(string? name, SchedulingOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (options.MaxUnfinished is < 1 or > 1_000_000)
        {
            result.AddError("must be 1 to 1000000", SchedulingOptions.Section + ":" + nameof(options.MaxUnfinished));
        }

        if (options.OrphanGrace < TimeSpan.FromMilliseconds(100) || options.OrphanGrace > TimeSpan.FromMinutes(10))
        {
            result.AddError("must be 00:00:00.1 to 00:10:00", SchedulingOptions.Section + ":" + nameof(options.OrphanGrace));
        }

        if (options.MaxDeliveries is < 1 or > 100)
        {
            result.AddError("must be 1 to 100", SchedulingOptions.Section + ":" + nameof(options.MaxDeliveries));
        }

        if (options.MaxSandboxDeaths is < 1 or > 100)
        {
            result.AddError("must be 1 to 100", SchedulingOptions.Section + ":" + nameof(options.MaxSandboxDeaths));
        }

        if (!Enum.IsDefined(options.Order))
        {
            result.AddError("must be Fair or OldestFirst", SchedulingOptions.Section + ":" + nameof(options.Order));
        }

        foreach (var (tenant, settings) in options.Tenants)
        {
            var key = SchedulingOptions.Section + ":" + nameof(options.Tenants) + ":" + tenant;
            if (!TenantName.IsValid(tenant))
            {
                result.AddError("the name of a tenant must be " + TenantName.Syntax, key);
            }

            if (settings.Weight is < 1 or > 1_000)
            {
                result.AddError("must be 1 to 1000", key + ":" + nameof(settings.Weight));
            }
        }

        if (options.HandOverAfter < TimeSpan.Zero || options.HandOverAfter > TimeSpan.FromMinutes(10))
        {
            result.AddError("must be 00:00:00 to 00:10:00", SchedulingOptions.Section + ":" + nameof(options.HandOverAfter));
        }

        return result.Build();
    }
}
