using System.Reflection;
using Aspire.Hosting;
using OjAspire.Hosting.Composition;

namespace OjAspire.Hosting.Testing;

/// <summary>
/// A run of a program's entry point inside a test. It is found through the flow of execution, so several run side by
/// side; the program composes, waits at <c>Build()</c> for the test, and then lives as long as the application.
/// </summary>
internal sealed class EntryPointRun(Assembly assembly, string[] args)
{
    private static readonly AsyncLocal<EntryPointRun?> Flowing = new();

    private readonly TaskCompletionSource<DistributedApplicationBuilder> _composed = New<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource _buildAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<DistributedApplication> _built = New<DistributedApplication>();
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _program = Task.CompletedTask;

    public static EntryPointRun? Current => Flowing.Value;

    public Assembly Assembly => assembly;

    /// <summary>Ends when the test has disposed of the application.</summary>
    public Task Disposed => _disposed.Task;

    public Task<DistributedApplicationBuilder> StartAsync(CancellationToken cancellationToken)
    {
        var entryPoint = assembly.EntryPoint ?? throw new InvalidOperationException($"Assembly '{assembly.GetName().Name}' does not have an entry point.");

        // The program blocks while it waits for the test, so it gets a thread of its own.
        _program = Task.Factory.StartNew(
            () => Invoke(entryPoint), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return _composed.Task.WaitAsync(cancellationToken);
    }

    public DistributedApplicationOptions Configure(DistributedApplicationOptions options) => new()
    {
        // Defaults first: what the test gives as an argument wins.
        Args = [$"--{KnownSettings.RandomizePorts}=true", .. options.Args ?? []],
        AssemblyName = options.AssemblyName,
        DisableDashboard = true,
    };

    public void AwaitBuild(DistributedApplicationBuilder builder)
    {
        _composed.TrySetResult(builder);
        _buildAsked.Task.GetAwaiter().GetResult();
    }

    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _buildAsked.TrySetResult();
        return _built.Task.WaitAsync(cancellationToken);
    }

    public void Built(DistributedApplication application) => _built.TrySetResult(application);

    /// <summary>Lets the program go and waits for its end.</summary>
    public async Task EndAsync()
    {
        _buildAsked.TrySetException(new OperationCanceledException("The test disposed of the application before it was built."));
        _disposed.TrySetResult();
        await _program;
    }

    private void Invoke(MethodInfo entryPoint)
    {
        Flowing.Value = this;
        try
        {
            object?[] parameters = entryPoint.GetParameters().Length == 0 ? [] : [args];
            var returned = entryPoint.Invoke(null, BindingFlags.DoNotWrapExceptions, null, parameters, null);
            if (returned is Task task)
            {
                task.GetAwaiter().GetResult();
            }

            Fail(new InvalidOperationException($"The entry point ended before it built an application (it returned {returned ?? "nothing"})."));
        }
        catch (Exception failure)
        {
            // The program runs for the test, so its failure is the test's to see.
            Fail(failure);
        }
    }

    private void Fail(Exception failure)
    {
        _composed.TrySetException(failure);
        _built.TrySetException(failure);
    }

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
