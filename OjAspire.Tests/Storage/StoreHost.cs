using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OjApi.Storage;
using OjApi.Submissions;
using OjAspire.Tests.Submissions;

namespace OjAspire.Tests.Storage;

/// <summary>The store as one replica has it: composed, started and migrated on a real file.</summary>
internal sealed class StoreHost : IAsyncDisposable
{
    private readonly IHost? _host;

    private StoreHost(IHost host)
    {
        _host = host;
        Store = host.Services.GetRequiredService<ISubmissionStore>();
        Feed = host.Services.GetRequiredService<ISubmissionFeed>();
    }

    private StoreHost(FakeSubmissionStore store) => (Store, Feed) = (store, store);

    public ISubmissionStore Store { get; }

    public ISubmissionFeed Feed { get; }

    public IServiceProvider Services => _host!.Services;

    /// <summary>A fake of the store, which needs no start.</summary>
    public static StoreHost Of(FakeSubmissionStore store) => new(store);

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
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
        }
    }
}
