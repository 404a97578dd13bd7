using OjAspire.Hosting.Testing;

namespace Aspire.Hosting.Testing;

/// <summary>Runs applications in tests: on free ports whatever they ask for, and without a dashboard.</summary>
public static class DistributedApplicationTestingBuilder
{
    /// <summary>Lets a program compose its application.</summary>
    /// <typeparam name="TEntryPoint">A class of its assembly: <c>Projects.{name}</c>.</typeparam>
    /// <exception cref="InvalidOperationException">The program ended without building an application.</exception>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(CancellationToken cancellationToken = default)
        where TEntryPoint : class => CreateAsync<TEntryPoint>([], cancellationToken);

    /// <summary>Lets a program compose its application.</summary>
    /// <typeparam name="TEntryPoint">A class of its assembly: <c>Projects.{name}</c>.</typeparam>
    /// <param name="args">Arguments of its command line.</param>
    /// <exception cref="InvalidOperationException">The program ended without building an application.</exception>
    public static async Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        var run = new EntryPointRun(typeof(TEntryPoint).Assembly, args);
        return new TestingBuilder(run, await run.StartAsync(cancellationToken));
    }
}
