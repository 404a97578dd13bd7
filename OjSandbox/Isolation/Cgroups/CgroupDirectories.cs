using System.Collections.Concurrent;
using System.Globalization;

namespace OjSandbox.Isolation.Cgroups;

/// <summary>
/// The directories of this sandbox's cgroups: <c>PARENT/oj-sandbox.…/run-N</c> in one or, with v1, several hierarchies. Knows those
/// of sandboxes that died and removes them. Thread-safe.
/// </summary>
/// <param name="parents">The directories below which cgroups are made, one for each hierarchy.</param>
/// <param name="owner">Who this sandbox is.</param>
internal sealed class CgroupDirectories(IReadOnlyList<string> parents, CgroupOwner owner) : IDisposable
{
    private readonly ConcurrentQueue<string> _leftovers = new();
    private int _count;

    /// <summary>This sandbox's own directory in each hierarchy.</summary>
    public IReadOnlyList<string> Own { get; } = [.. parents.Select(parent => Path.Combine(parent, owner.Name))];

    /// <summary>Makes the own directories, and removes those of dead sandboxes with everything in them.</summary>
    public void Prepare()
    {
        foreach (var parent in parents)
        {
            foreach (var dead in Directory.EnumerateDirectories(parent, CgroupOwner.Pattern).Where(path => owner.IsDead(Path.GetFileName(path))))
            {
                RemoveAll(dead);
            }
        }

        foreach (var own in Own)
        {
            Directory.CreateDirectory(own);
        }
    }

    /// <summary>Makes the directories of a new cgroup, one in each hierarchy.</summary>
    public IReadOnlyList<string> Create()
    {
        for (var left = _leftovers.Count; left > 0 && _leftovers.TryDequeue(out var leftover); left--)
        {
            Remove(leftover);
        }

        var name = "run-" + Interlocked.Increment(ref _count).ToString(CultureInfo.InvariantCulture);
        try
        {
            return [.. Own.Select(own => Directory.CreateDirectory(Path.Combine(own, name)).FullName)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new IsolationException($"A cgroup could not be made: {failure.Message}", failure);
        }
    }

    /// <summary>Removes a directory, now or, while the kernel still finds something in it, when the next cgroup is made.</summary>
    public void Remove(string directory)
    {
        if (!TryRemove(directory))
        {
            _leftovers.Enqueue(directory);
        }
    }

    public void Dispose()
    {
        while (_leftovers.TryDequeue(out var leftover))
        {
            TryRemove(leftover);
        }

        foreach (var own in Own)
        {
            TryRemove(own);
        }
    }

    // Sandboxes that start together all find the same dead ones: what another has removed meanwhile is as good as removed here.
    private static void RemoveAll(string dead)
    {
        try
        {
            foreach (var run in Directory.EnumerateDirectories(dead))
            {
                TryRemove(run);
            }
        }
        catch (DirectoryNotFoundException)
        {
            return;
        }

        TryRemove(dead);
    }

    private static bool TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
