
namespace OjAspire.Tests.Containers;

/// <summary>A container under <c>runc</c>, the runtime that containerd and CRI-O start. Killed and removed at the end.</summary>
internal sealed class RuncContainer : IAsyncDisposable
{
    private const string Runc = "/usr/sbin/runc";

    private readonly string _name;
    private readonly string _state;

    private RuncContainer(string name, string state, ChildProcess process) => (_name, _state, Process) = (name, state, process);

    /// <summary>The runtime; it prints what the container prints, and ends with it.</summary>
    public ChildProcess Process { get; }

    /// <summary>Starts what a bundle describes.</summary>
    public static RuncContainer Start(string bundle)
    {
        Assert.True(File.Exists(Runc), "This test needs runc: apt-get install runc");
        var name = Path.GetFileName(bundle);
        var state = Path.Combine(bundle, "state");
        return new RuncContainer(name, state, ChildProcess.Start(Runc, ["--root", state, "run", "--bundle", bundle, name]));
    }

    /// <summary>Runs a command in the container, as <c>kubectl exec</c> and exec probes do.</summary>
    /// <returns>Its exit code and what it printed.</returns>
    public async Task<(int Code, string Output)> ExecuteAsync(params IEnumerable<string> command)
    {
        await using var process = ChildProcess.Start(Runc, ["--root", _state, "exec", _name, .. command]);
        return (await process.WhenExitedAsync(), string.Join('\n', process.Lines));
    }

    public async ValueTask DisposeAsync()
    {
        await using (var delete = ChildProcess.Start(Runc, ["--root", _state, "delete", "--force", _name]))
        {
            await delete.WhenExitedAsync();
        }

        await Process.DisposeAsync();
    }
}
