using Microsoft.AspNetCore.Http.HttpResults;
using OjApi.Endpoints;
using OjApi.Judge0;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.SandboxStatus;

internal static class SandboxStatusEndpoint
{
    /// <summary>Adds what others ask about the sandboxes.</summary>
    public static IServiceCollection AddSandboxStatus(this IServiceCollection services) =>
        services.AddSingleton<IJudgingCapacity, SandboxCapacity>();

    /// <summary>Maps <c>GET /sandbox/status</c>.</summary>
    public static void MapSandboxStatus(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/sandbox/status", GetAsync)
            .WithName("GetSandboxStatus")
            .WithTags("Sandboxes")
            .WithSummary("The sandboxes, their slots, and how much waits: the same true counts at every replica.");

    private static async Task<Ok<SandboxStatusResponse>> GetAsync(
        Scheduler scheduler, QueuedCount queued, ServerIdentity identity, OwnAddress address, CancellationToken cancellationToken)
    {
        var sandboxes = scheduler.Sandboxes().Select(ToStatus).ToArray();
        return TypedResults.Ok(new SandboxStatusResponse(
            new ServerStatus(identity.Id, address.Url, identity.Zone, scheduler.IsDraining),
            AvailableCount: sandboxes.Sum(sandbox => sandbox.Available),
            ProcessingCount: sandboxes.Sum(sandbox => sandbox.Running.Count),
            WaitingCount: await queued.GetAsync(cancellationToken),
            TotalCount: sandboxes.Sum(sandbox => sandbox.Slots),
            sandboxes));
    }

    private static SandboxStatus ToStatus(SandboxView sandbox)
    {
        var running = sandbox.Report?.Running ?? [];
        var availability = sandbox.Report?.Availability ?? SandboxAvailability.Ready;
        return new SandboxStatus(
            sandbox.Hello.BaseId,
            sandbox.Hello.SandboxId,
            sandbox.Slots,
            availability == SandboxAvailability.Ready ? Math.Max(0, sandbox.Slots - running.Length) : 0,
            [.. running.Select(key => key.Token)],
            [.. sandbox.Hello.LanguageKeys.Order(StringComparer.Ordinal)],
            availability switch
            {
                SandboxAvailability.Draining => "draining",
                SandboxAvailability.Withdrawn => "withdrawn",
                _ => "ready",
            },
            sandbox.Report is { Reason.Length: > 0 } report ? report.Reason : null,
            sandbox.Hello.Zone,
            sandbox.ConnectedAt,
            sandbox.LastReportAt);
    }
}
