using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;
using OjSandbox.Isolation.Cgroups;
using OjSandbox.Isolation.Native;
using OjSandbox.Isolation.Seccomp;

namespace OjSandbox.Isolation;

/// <summary>Builds boxes: what all boxes of this process share is made once, on first use. Thread-safe.</summary>
internal sealed class Boxes : IDisposable
{
    private readonly IOptions<IsolationOptions> _options;
    private readonly UserIds _users;
    private readonly TimeProvider _time;
    private readonly Lazy<ICgroups> _cgroups;
    private readonly Lazy<MemoryFile> _filter =
        Once(() => MemoryFile.CreateSealed("filter", SeccompFilter.For(RuntimeInformation.ProcessArchitecture)));
    private readonly Lazy<ProcessSpawner> _spawner = Once(() => new ProcessSpawner());

    /// <param name="options">How boxes are built.</param>
    /// <param name="users">The user ids of programs.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cgroups">Opens the cgroups of this machine.</param>
    public Boxes(IOptions<IsolationOptions> options, UserIds users, TimeProvider time, Func<ICgroups> cgroups) =>
        (_options, _users, _time, _cgroups) = (options, users, time, Once(cgroups));

    /// <summary>The runner, as it was built beside this program.</summary>
    public static string Runner { get; } = Path.Combine(AppContext.BaseDirectory, "runner", "oj-runner");

    /// <summary>Builds a box and starts the runner in it.</summary>
    /// <param name="readOnlyPaths">Files and directories of the host outside /usr that programs in it may read.</param>
    /// <param name="cancellationToken">Gives the attempt up.</param>
    /// <exception cref="IsolationException">It could not be built.</exception>
    public async Task<Box> StartAsync(IReadOnlyList<string> readOnlyPaths, CancellationToken cancellationToken)
    {
        var cgroups = _cgroups.Value;
        var user = _users.Take();
        var errors = MemoryFile.CreateEmpty("bwrap errors");
        var channel = ControlChannel.Create(out var peer);
        var process = 0;
        try
        {
            using (peer)
            {
                process = await SpawnAsync(user, readOnlyPaths, errors.Handle, peer);
            }
        }
        finally
        {
            if (process == 0)
            {
                _users.Return(user);
                errors.Dispose();
                channel.Dispose();
            }
        }

        var box = new Box(process, channel, errors, cgroups, _options.Value, _time, () => _users.Return(user));
        try
        {
            await box.WaitUntilReadyAsync(cancellationToken);
            return box;
        }
        catch
        {
            await box.DisposeAsync();
            throw;
        }
    }

    public void Dispose()
    {
        DisposeIfMade(_spawner);
        DisposeIfMade(_filter);
        DisposeIfMade(_cgroups);
    }

    private async Task<int> SpawnAsync(uint user, IReadOnlyList<string> readOnlyPaths, SafeFileHandle errors, SafeFileHandle peer)
    {
        var (users, groups) = BoxPlan.Accounts(user);
        using var nothing = File.OpenHandle("/dev/null", FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        using var usersFile = MemoryFile.CreateSealed("passwd", Encoding.ASCII.GetBytes(users));
        using var groupsFile = MemoryFile.CreateSealed("group", Encoding.ASCII.GetBytes(groups));
        using var filterReader = _filter.Value.OpenReader();
        using var usersReader = usersFile.OpenReader();
        using var groupsReader = groupsFile.OpenReader();
        // In the order of the numbers that Frame and BoxPlan name.
        SafeHandle[] descriptors = [nothing, nothing, errors, peer, filterReader, usersReader, groupsReader];
        return await _spawner.Value.SpawnAsync(_options.Value.Bubblewrap, BoxPlan.Arguments(_options.Value, Runner, user, readOnlyPaths), descriptors);
    }

    // What could not be made is tried again with the next box: it may have been mended. The first box is built while nobody else builds one.
    private static Lazy<T> Once<T>(Func<T> make) => new(make, LazyThreadSafetyMode.PublicationOnly);

    private static void DisposeIfMade<T>(Lazy<T> lazy)
        where T : IDisposable
    {
        if (lazy.IsValueCreated)
        {
            lazy.Value.Dispose();
        }
    }
}
