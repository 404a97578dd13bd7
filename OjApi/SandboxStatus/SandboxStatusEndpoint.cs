using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using OjApi.Endpoints;
using OjApi.Gateway;
using OjApi.Judge0;
using OjApi.Scheduling;
using OjApi.Submissions;

namespace OjApi.SandboxStatus;

internal static class SandboxStatusEndpoint
{
    /// <summary>Adds what others ask about the sandboxes, and who warns when they lack something.</summary>
    public static IServiceCollection AddSandboxStatus(this IServiceCollection services) =>
        services.AddSingleton<IJudgingCapacity, SandboxCapacity>().AddHostedService<UnservedLanguages>();

    /// <summary>Maps <c>GET /sandbox/status</c>.</summary>
    public static void MapSandboxStatus(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/sandbox/status", GetAsync)
            .WithName("GetSandboxStatus")
            .WithTags("Sandboxes")
            .WithSummary("The sandboxes, their slots and streams, and how much waits: the same true counts at every replica.");

    private static async Task<Ok<SandboxStatusResponse>> GetAsync(
        Scheduler scheduler,
        QueuedCount queued,
        QuarantinedCount quarantined,
        ServerIdentity identity,
        OwnAddress address,
        IOptions<GatewayOptions> gateway,
        CancellationToken cancellationToken)
    {
        var views = scheduler.Sandboxes();
        var now = scheduler.Now;
        var sandboxes = views.Select(view => ToStatus(view, now, gateway.Value.ReportBy)).ToArray();
        var doubt = Completeness.Doubt(views);
        return TypedResults.Ok(new SandboxStatusResponse(
            new ServerStatus(identity.Id, address.Url, identity.Zone, scheduler.IsDraining),
            AvailableCount: sandboxes.Sum(sandbox => sandbox.Available),
            ProcessingCount: sandboxes.Sum(sandbox => sandbox.Running.Count),
            WaitingCount: await queued.GetAsync(cancellationToken),
            QuarantinedCount: await quarantined.GetAsync(cancellationToken),
            TotalCount: sandboxes.Sum(sandbox => sandbox.Slots),
            Complete: doubt is null,
            IncompleteBecause: doubt,
            sandboxes));
    }

    private static SandboxStatus ToStatus(SandboxView sandbox, DateTimeOffset now, TimeSpan reportBy) => new(
        sandbox.Hello.BaseId,
        sandbox.Hello.SandboxId,
        sandbox.Slots,
        sandbox.Availability == SandboxAvailability.Ready ? Math.Max(0, sandbox.Slots - sandbox.Running) : 0,
        [.. (sandbox.Report?.Running ?? []).Select(key => key.Token)],
        [.. sandbox.Hello.LanguageKeys.Order(StringComparer.Ordinal)],
        sandbox.Availability switch
        {
            SandboxAvailability.Draining => "draining",
            SandboxAvailability.Withdrawn => "withdrawn",
            _ => "ready",
        },
        sandbox.Report is { Reason.Length: > 0 } report ? report.Reason : null,
        sandbox.Hello.Zone,
        sandbox.ConnectedAt,
        sandbox.LastReportAt,
        sandbox.Report?.Connections is { } known ? new ConnectionsStatus(known.Known, known.Chosen, known.Open, known.Limit) : null,
        [.. sandbox.Streams.Select(stream => ToStatus(stream, now, reportBy))]);

    private static StreamStatus ToStatus(StreamView stream, DateTimeOffset now, TimeSpan reportBy)
    {
        var silentFor = stream.SilentFor(now);
        return new StreamStatus(
            stream.SandboxId,
            stream.ConnectedAt,
            stream.LastReportAt,
            Math.Round(Math.Max(0, silentFor.TotalSeconds), 3),
            silentFor > reportBy,
            stream.OpenClaims,
            stream.Held);
    }
}
