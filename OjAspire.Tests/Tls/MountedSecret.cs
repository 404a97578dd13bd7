using System.Runtime.InteropServices;

namespace OjAspire.Tests.Tls;

/// <summary>
/// A directory as a kubelet mounts a Secret: each file is a link into a directory that is itself a link, and replacing the
/// Secret turns that one link atomically, so that no file is ever written in place.
/// </summary>
internal sealed class MountedSecret
{
    private readonly string _path;
    private int _version;

    public MountedSecret(string path, IssuedCertificate? certificate, string authorities)
    {
        _path = Directory.CreateDirectory(path).FullName;
        Replace(certificate, authorities);
        foreach (var name in (string[])["tls.crt", "tls.key", "ca.crt"])
        {
            File.CreateSymbolicLink(Path.Combine(_path, name), Path.Combine("..data", name));
        }
    }

    public string Certificate => Path.Combine(_path, "tls.crt");

    public string Key => Path.Combine(_path, "tls.key");

    public string Authorities => Path.Combine(_path, "ca.crt");

    public void Replace(IssuedCertificate? certificate, string authorities)
    {
        var version = $"..version_{++_version}";
        var directory = Directory.CreateDirectory(Path.Combine(_path, version)).FullName;
        File.WriteAllText(Path.Combine(directory, "tls.crt"), certificate?.ChainPem ?? "");
        File.WriteAllText(Path.Combine(directory, "tls.key"), certificate?.KeyPem ?? "");
        File.WriteAllText(Path.Combine(directory, "ca.crt"), authorities);
        var beside = Path.Combine(_path, "..data_new");
        File.CreateSymbolicLink(beside, version);
        // File.Move follows the links; what is wanted is to put the new link itself in the place of the old one.
        Assert.Equal(0, Rename(beside, Path.Combine(_path, "..data")));
    }

    [DllImport("libc", EntryPoint = "rename", BestFitMapping = false)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Rename([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
