using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OjAspire.ServiceDefaults;
using OjSandbox.Discovery;
using OjSandbox.Judging;
using OjSandbox.Session;

namespace OjAspire.Benchmarks.Streams.Subjects;

/// <summary>The sandbox as its program composes it, but for the judging: what streams cost must not drown in what boxes cost.</summary>
internal static class SandboxSubject
{
    public static Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddEnvironmentVariables();
        builder.AddServiceDefaults();
        builder.AddDiscovery();
        builder.Services.AddSingleton<IJudge, InstantJudge>();
        builder.Services.AddSingleton<IReadiness, InstantJudge>();
        builder.AddSession();
        return builder.Build().RunAsync(cancellationToken);
    }
}
