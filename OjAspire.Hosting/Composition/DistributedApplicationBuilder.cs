using System.Reflection;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OjAspire.Hosting.ApplicationModel;
using OjAspire.Hosting.Eventing;
using OjAspire.Hosting.Testing;

namespace OjAspire.Hosting.Composition;

internal sealed class DistributedApplicationBuilder : IDistributedApplicationBuilder
{
    private static readonly Dictionary<string, string> Switches = new()
    {
        ["--operation"] = KnownSettings.Operation,
        ["--publisher"] = KnownSettings.Publisher,
        ["--step"] = KnownSettings.Step,
        ["--output-path"] = KnownSettings.OutputPath,
    };

    private readonly HostApplicationBuilder _inner;
    private readonly EntryPointRun? _run;

    public DistributedApplicationBuilder(DistributedApplicationOptions options, EntryPointRun? run)
    {
        _run = run;
        AppHostAssembly = run?.Assembly
            ?? (options.AssemblyName is { } name ? Assembly.Load(new AssemblyName(name)) : Assembly.GetEntryAssembly());
        AppHostDirectory = AppHostMetadata.Find(AppHostAssembly, KnownSettings.ProjectPathMetadata) ?? Directory.GetCurrentDirectory();
        _inner = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = options.Args,
            ApplicationName = AppHostAssembly?.GetName().Name,
            ContentRootPath = Directory.Exists(AppHostDirectory) ? AppHostDirectory : null,
        });
        _inner.Configuration.AddCommandLine(options.Args ?? [], Switches);
        _inner.Configuration[KnownSettings.AppHostDirectory] = AppHostDirectory;
        ExecutionContext = new(OperationOf(_inner.Configuration));
        _inner.AddEngine(this, withDashboard: !options.DisableDashboard && ExecutionContext.IsRunMode);
    }

    public ConfigurationManager Configuration => _inner.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _inner.Environment;

    public IServiceCollection Services => _inner.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IDistributedApplicationEventing Eventing { get; } = new DistributedApplicationEventing();

    public IResourceCollection Resources { get; } = new ResourceCollection();

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _run?.AwaitBuild(this);
        var application = new DistributedApplication(_inner.Build(), _run);
        _run?.Built(application);
        return application;
    }

    private static DistributedApplicationOperation OperationOf(ConfigurationManager configuration) =>
        configuration[KnownSettings.Operation]?.ToUpperInvariant() switch
        {
            null => configuration[KnownSettings.Publisher] is null ? DistributedApplicationOperation.Run : DistributedApplicationOperation.Publish,
            "RUN" => DistributedApplicationOperation.Run,
            "PUBLISH" => DistributedApplicationOperation.Publish,
            _ => throw new DistributedApplicationException("Invalid operation specified. Valid operations are 'publish' or 'run'."),
        };
}
