using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OjAspire.ServiceDefaults.Telemetry;
using OjSandbox.Session.Jobs;
using OjSandbox.Session.Slots;
using OjSandbox.Session.Streams;
using OjSandbox.Session.Tls;

namespace OjSandbox.Session;

/// <summary>Composes the session with the API servers.</summary>
internal static class SessionExtensions
{
    /// <summary>Holds a stream to every endpoint that discovery finds, and has the jobs judged that come in on them.</summary>
    public static TBuilder AddSession<TBuilder>(this TBuilder builder)
        where TBuilder : IHostApplicationBuilder
    {
        var services = builder.Services;
        services.AddOptions<SessionOptions>().Configure<IConfiguration>(Write).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SessionOptions>, SessionOptionsValidator>());
        // Read without complaint: services are built before options are validated, and every fault is to be told at once.
        services.TryAddSingleton(provider => SessionSettings.Read(Written(provider.GetRequiredService<IConfiguration>()), []));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SandboxIdentity>();
        services.AddClientTls();
        services.TryAddSingleton<SessionMetrics>();
        services.TryAddSingleton<SlotKeeper>();
        services.TryAddSingleton<JobRunner>();
        services.TryAddSingleton<SchedulerStream>();
        services.TryAddSingleton<SchedulerConnections>();
        services.TryAddSingleton<TopologyGauges>();
        services.TryAddSingleton(_ => ServiceInstance.Read(builder.Configuration, builder.Environment.ApplicationName));
        services.AddHostedService<SandboxSession>();
        // The host must not give up before the session has left in good order.
        services.AddOptions<HostOptions>().Configure<SessionSettings>((host, settings) =>
            host.ShutdownTimeout = settings.ShutdownTimeout + settings.LeaveWithin + TimeSpan.FromSeconds(2));
        return builder;
    }

    private static SessionOptions Written(IConfiguration configuration)
    {
        var options = new SessionOptions();
        Write(options, configuration);
        return options;
    }

    private static void Write(SessionOptions options, IConfiguration configuration)
    {
        options.SandboxCount = configuration[SessionOptions.SandboxCountKey];
        options.ShutdownTimeout = configuration[SessionOptions.ShutdownTimeoutKey];
        options.JoinToken = configuration[SessionOptions.JoinTokenKey];
        options.Zone = configuration[SessionOptions.ZoneKey];
        options.ZonePreference = configuration[SessionOptions.ZonePreferenceKey];
        options.MaxConnections = configuration[SessionOptions.MaxConnectionsKey];
        options.ReconnectCap = configuration[SessionOptions.ReconnectCapKey];
        options.FailoverAfter = configuration[SessionOptions.FailoverAfterKey];
        options.MaxUnacknowledged = configuration[SessionOptions.MaxUnacknowledgedKey];
        options.MaxUnacknowledgedMib = configuration[SessionOptions.MaxUnacknowledgedMibKey];
    }
}
