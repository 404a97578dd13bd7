using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OjApi.Storage;
using OjApi.Submissions;

namespace OjAspire.Tests.Storage;

/// <summary>The store as one replica has it: composed, started and migrated on a real file.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly IHost _host;

    private StoreHost(IHost host) => _host = host;

    public ISubmissionStore Store => _host.Services.GetRequiredService<ISubmissionStore>();

    public ISubmissionFeed Feed => _host.Services.GetRequiredService<ISubmissionFeed>();

    public IServiceProvider Services => _host.Services;

    public static async Task<StoreHost> StartAsync(string connectionString)
    {
        var host = Build(connectionString);
        await host.StartAsync();
        return new StoreHost(host);
    }

    public static IHost Build(string connectionString)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new(StorageOptions.Key, connectionString)]);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.AddSubmissionStorage();
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
    }
}
