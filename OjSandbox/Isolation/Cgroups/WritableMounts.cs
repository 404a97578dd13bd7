using Microsoft.Extensions.Logging;
using Microsoft.Win32.SafeHandles;
using OjSandbox.Isolation.Native;

namespace OjSandbox.Isolation.Cgroups;

/// <summary>
/// Cgroup file systems that are mounted read-only, as Kubernetes does for every container that is not privileged, made writable
/// for this process alone: a copy of the mount without its read-only flag, which is attached nowhere and reached through a descriptor
/// (open_tree(2), mount_setattr(2); Linux 5.12, CAP_SYS_ADMIN). For everybody else in the container they stay as they are.
/// Owns the descriptors. Not thread-safe.
/// </summary>
internal sealed partial class WritableMounts(ILogger<WritableMounts> logger) : IDisposable
{
    private readonly List<SafeFileHandle> _copies = [];

    /// <summary>The mounts given, each read-only one replaced by a writable copy.</summary>
    /// <exception cref="IsolationException">The kernel refused; the message says what is missing.</exception>
    public IReadOnlyList<CgroupMount> Of(IReadOnlyList<CgroupMount> mounts)
    {
        // Left from an attempt that came to nothing.
        Dispose();
        _copies.Clear();
        var readOnly = mounts.Count(mount => mount.IsReadOnly);
        IReadOnlyList<CgroupMount> writable = [.. mounts.Select(mount => mount.IsReadOnly ? Copy(mount) : mount)];
        if (readOnly > 0)
        {
            Log.MadeWritable(logger, readOnly);
        }

        return writable;
    }

    public void Dispose() => _copies.ForEach(copy => copy.Dispose());

    private CgroupMount Copy(CgroupMount mount)
    {
        try
        {
            var copy = MountTree.Clone(mount.MountPoint);
            _copies.Add(copy);
            MountTree.MakeWritable(copy);
            return mount.At($"/proc/self/fd/{copy.DangerousGetHandle()}");
        }
        catch (IsolationException failure)
        {
            throw new IsolationException(
                $"{mount.MountPoint} is mounted read-only and could not be made writable ({failure.Message}) That takes CAP_SYS_ADMIN, "
                + "Linux 5.12 and no filter of the container runtime (seccompProfile and appArmorProfile: Unconfined).", failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2321, LogLevel.Information, "{Count} cgroup file system(s) are mounted read-only; this process alone has a writable view of them",
            EventName = "CgroupsMadeWritable")]
        public static partial void MadeWritable(ILogger logger, int count);
    }
}
