using System.Reflection;

namespace OjAspire.Benchmarks.Streams.Subjects;

/// <summary>The API server itself: its own entry point, told everything by the environment.</summary>
internal static class ReplicaSubject
{
    public static Task RunAsync() => Task.Factory.StartNew(
        () => Assembly.Load("OjApi").EntryPoint!.Invoke(null, [Array.Empty<string>()]),
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
