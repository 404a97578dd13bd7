using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.Win32.SafeHandles;

namespace OjSandbox.Isolation;

/// <summary>
/// The user ids that boxes run programs as: no two boxes at once have the same on a host, since the kernel counts some resources
/// by user. Sandboxes share the range through lock files; what this process has claimed it keeps for its next boxes. Thread-safe.
/// </summary>
/// <param name="options">Range and directory of the lock files.</param>
internal sealed class UserIds(IOptions<IsolationOptions> options) : IDisposable
{
    private readonly ConcurrentBag<uint> _free = [];
    private readonly ConcurrentBag<SafeFileHandle> _claims = [];
    private readonly Lock _claiming = new();
    private int _next;

    /// <summary>Takes an id that nobody else has.</summary>
    /// <exception cref="IsolationException">All are taken, or the directory of the lock files cannot be used.</exception>
    public uint Take() => _free.TryTake(out var id) ? id : Claim();

    /// <summary>Gives an id back. Nothing of its box runs any more.</summary>
    public void Return(uint id) => _free.Add(id);

    public void Dispose()
    {
        foreach (var claim in _claims)
        {
            claim.Dispose();
        }
    }

    private uint Claim()
    {
        lock (_claiming)
        {
            try
            {
                MakeClaimDirectory();
                for (; _next < options.Value.UserIds; _next++)
                {
                    var id = options.Value.FirstUserId + _next;
                    if (TryLock(id) is { } claim)
                    {
                        _claims.Add(claim);
                        _next++;
                        return (uint)id;
                    }
                }
            }
            catch (Exception failure) when (failure is UnauthorizedAccessException or DirectoryNotFoundException)
            {
                throw new IsolationException($"The lock files of user ids in {options.Value.ClaimDirectory} cannot be used.", failure);
            }
        }

        throw new IsolationException($"All {options.Value.UserIds} user ids of boxes are taken on this host; raise Isolation:UserIds.");
    }

    private void MakeClaimDirectory()
    {
        try
        {
            Directory.CreateDirectory(options.Value.ClaimDirectory);
        }
        catch (IOException failure)
        {
            throw new IsolationException($"The directory {options.Value.ClaimDirectory} for the lock files of user ids cannot be made.", failure);
        }
    }

    private SafeFileHandle? TryLock(int id)
    {
        try
        {
            // Sharing nothing is an advisory lock here (flock(2)), which ends with this process however it ends.
            var path = Path.Combine(options.Value.ClaimDirectory, "uid-" + id.ToString(CultureInfo.InvariantCulture));
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException failure) when (failure is not DirectoryNotFoundException)
        {
            return null;
        }
    }
}
