using Microsoft.Win32.SafeHandles;
using OjSandbox.Isolation.Cgroups;

namespace OjAspire.Tests.Isolation;

/// <summary>
/// The cgroups of this machine, with CPU time taken from the version 2 hierarchy: that one accounts for it even where all controllers
/// belong to version 1, so the version 2 code meets a real kernel on either kind of machine.
/// </summary>
internal sealed class UnifiedAccounting(ICgroups inner, string unified) : ICgroups
{
    private readonly CgroupDirectories _directories = Prepared(unified);

    public ICgroup Create(CgroupLimits limits) => new Both(inner.Create(limits), new CgroupV2(_directories, _directories.Create()[0]));

    public void Dispose()
    {
        inner.Dispose();
        _directories.Dispose();
    }

    private static CgroupDirectories Prepared(string unified)
    {
        var directories = new CgroupDirectories([unified], CgroupOwner.Current with { Process = CgroupOwner.Current.Process, Namespace = "0" });
        directories.Prepare();
        return directories;
    }

    private sealed class Both(ICgroup limited, CgroupV2 measured) : ICgroup
    {
        public IReadOnlyList<SafeFileHandle> Join => [.. limited.Join, .. measured.Join];

        public SafeFileHandle CpuUsage => measured.CpuUsage;

        public int CpuUsageUnit => measured.CpuUsageUnit;

        public CgroupUsage Measure() =>
            limited.Measure() with { Cpu = TimeSpan.FromMicroseconds(CgroupFile.ReadKey(Directory, "cpu.stat", "usage_usec")) };

        private string Directory => Path.GetDirectoryName(new FileInfo($"/proc/self/fd/{measured.CpuUsage.DangerousGetHandle()}").LinkTarget!)!;

        public void Dispose()
        {
            limited.Dispose();
            measured.Dispose();
        }
    }
}
