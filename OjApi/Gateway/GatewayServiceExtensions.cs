using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OjAspire.ServiceDefaults.Telemetry;

namespace OjApi.Gateway;

internal static class GatewayServiceExtensions
{
    /// <summary>Adds the service that sandboxes connect to. Needs the scheduling core and the submissions.</summary>
    public static IServiceCollection AddGateway(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>()
            .BindConfiguration(GatewayOptions.Section)
            .Configure<IConfiguration>((options, configuration) =>
            {
                // Trimmed as the sandbox does: a secret that was made from a file ends with a line break.
                options.JoinToken = configuration[GatewayOptions.JoinTokenKey]?.Trim() ?? "";
                options.PreviousJoinToken = configuration[GatewayOptions.PreviousJoinTokenKey]?.Trim() ?? "";
            })
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>());
        services.TryAddSingleton<ClientCertificateGate>();
        services.TryAddSingleton<JoinTokenGate>();
        services.TryAddSingleton<StreamBounds>();
        services.TryAddSingleton<SandboxIds>();
        services.TryAddSingleton<Handshake>();
        services.TryAddSingleton(provider => ServiceInstance.Read(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<IHostEnvironment>().ApplicationName));
        services.TryAddSingleton<StreamGate>();
        services.AddHostedService<ViewRefresher>();
        services.AddGrpc();
        services.AddOptions<GrpcServiceOptions<SchedulerGateway>>()
            .Configure<IOptions<GatewayOptions>>((grpc, options) => grpc.MaxReceiveMessageSize = options.Value.MaxMessageBytes);

        // For a peer that is gone without a word (a cut cable, a killed node). Kestrel adds a second to each of these, the least
        // it takes, and looks once a second: four to six seconds in all. That sandboxes report more often is what notices first.
        services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.Http2.KeepAlivePingDelay = TimeSpan.FromSeconds(1);
            kestrel.Limits.Http2.KeepAlivePingTimeout = TimeSpan.FromSeconds(1);
        });
        return services;
    }

    /// <summary>Maps the service that sandboxes connect to.</summary>
    public static void MapGateway(this IEndpointRouteBuilder endpoints) => endpoints.MapGrpcService<SchedulerGateway>();
}
