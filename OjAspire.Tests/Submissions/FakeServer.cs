using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Oj.Contracts.Scheduling;
using OjApi.Endpoints;
using OjApi.Scheduling;
using OjApi.Scheduling.Ordering;
using OjApi.Submissions;

namespace OjAspire.Tests.Submissions;

/// <summary>Everything of one replica between intake and store, without its transport and its background loops: a test takes each step itself.</summary>
internal sealed class FakeServer : IDisposable
{
    private readonly ServiceProvider _services;

    public FakeServer(FakeSubmissionStore store, TimeProvider time, string id = "server-1", Action<SchedulingOptions>? configure = null)
        : this(store, store, time, id, configure)
    {
    }

    public FakeServer(ISubmissionStore store, ISubmissionFeed feed, TimeProvider time, string id, Action<SchedulingOptions>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build());
        services.AddSingleton(time);
        services.AddSingleton(store);
        services.AddSingleton(feed);
        services.AddSingleton(new ServerIdentity(id, Zone: ""));
        services.AddSingleton<Microsoft.Extensions.Hosting.IHostApplicationLifetime, Microsoft.Extensions.Hosting.Internal.ApplicationLifetime>();
        services.AddMetrics();
        services.AddLogging();
        services.AddScheduling();
        services.AddSubmissions();
        services.Configure(configure ?? (_ => { }));
        _services = services.BuildServiceProvider();
        Id = id;
    }

    public string Id { get; }

    public Scheduler Scheduler => Get<Scheduler>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Submits one program; its token.</summary>
    public async Task<Guid> SubmitAsync(string language = "cpp", string tenant = TenantName.Default, int priority = 0)
    {
        var submission = Program(language) with { Tenant = tenant, Priority = priority };
        return (await Get<ISubmissionIntake>().AcceptAsync([submission], CancellationToken.None))[0].Token;
    }

    public Task<ClaimAnswer> ClaimAsync(SandboxStream stream, string claimId = "claim", CancellationToken cancellationToken = default) =>
        Get<JobAssigner>().ClaimAsync(stream, claimId, cancellationToken);

    /// <summary>Lets everything that waits for the store get there.</summary>
    public async Task SettleAsync()
    {
        while (await Get<AssignmentRecorder>().TryStoreNextAsync(CancellationToken.None)
            || await Get<VerdictRecorder>().TryStoreNextAsync(CancellationToken.None)
            || await TryRedeliverNextAsync())
        {
        }
    }

    public Task<bool> TryRedeliverNextAsync() => Get<RedeliveryWorker>().TryRedeliverNextAsync(CancellationToken.None);

    public Task RenewLeaseAsync() => Get<LeaseKeeper>().TryRenewAsync(CancellationToken.None);

    public void Dispose() => _services.Dispose();

    public static NewSubmission Program(string language = "cpp") =>
        new(LanguageId: 54, new JobSpec { LanguageKey = language, SourceCode = Google.Protobuf.ByteString.CopyFromUtf8("main") });
}
