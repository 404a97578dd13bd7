using System.Reflection;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Composes an application.</summary>
public interface IDistributedApplicationBuilder
{
    /// <summary>Configuration of the application host: files, environment, command line.</summary>
    ConfigurationManager Configuration { get; }

    /// <summary>Folder of the project that composes the application.</summary>
    string AppHostDirectory { get; }

    /// <summary>Assembly that composes the application.</summary>
    Assembly? AppHostAssembly { get; }

    /// <summary>Environment of the application host.</summary>
    IHostEnvironment Environment { get; }

    /// <summary>Services of the application host.</summary>
    IServiceCollection Services { get; }

    /// <summary>What the application host is doing.</summary>
    DistributedApplicationExecutionContext ExecutionContext { get; }

    /// <summary>What happens in the life of the application.</summary>
    IDistributedApplicationEventing Eventing { get; }

    /// <summary>The resources so far.</summary>
    IResourceCollection Resources { get; }

    /// <summary>Adds a resource.</summary>
    /// <param name="resource">The resource.</param>
    /// <exception cref="DistributedApplicationException">There is one of that name already.</exception>
    IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource;

    /// <summary>Composes a resource further that has been added before.</summary>
    /// <param name="resource">The resource.</param>
    IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource;

    /// <summary>Ends composing.</summary>
    DistributedApplication Build();
}
