namespace OjAspire.Tests.Isolation;

/// <summary>The real bubblewrap behind a script of ours, which a test can let fail, or hide Python from boxes, and mend again.</summary>
internal sealed class SwitchableBubblewrap
{
    private const string Script = """
        #!/bin/bash
        directory=$(dirname "$0")
        if [ -e "$directory/broken" ]; then echo 'bwrap: broken by a test' >&2; exit 1; fi
        arguments=("$@")
        if [ -e "$directory/no-python" ]; then
          for i in "${!arguments[@]}"; do
            if [ "${arguments[i]}" = --remount-ro ]; then
              arguments=("${arguments[@]:0:i}" --ro-bind /dev/null "$(realpath /usr/bin/python3)" "${arguments[@]:i}"); break
            fi
          done
        fi
        exec -a bwrap /usr/bin/bwrap "${arguments[@]}"
        """;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oj-bwrap-");

    public SwitchableBubblewrap()
    {
        File.WriteAllText(FilePath, Script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>What <c>Isolation:Bubblewrap</c> is set to.</summary>
    public string FilePath => Path.Combine(_directory.FullName, "bwrap");

    /// <summary>From now on no box starts.</summary>
    public void Break() => File.WriteAllText(Switch("broken"), "");

    /// <summary>From now on no box has Python.</summary>
    public void HidePython() => File.WriteAllText(Switch("no-python"), "");

    /// <summary>All is well again.</summary>
    public void Mend()
    {
        File.Delete(Switch("broken"));
        File.Delete(Switch("no-python"));
    }

    /// <summary>Leaves nothing behind.</summary>
    public void Remove() => _directory.Delete(recursive: true);

    private string Switch(string name) => Path.Combine(_directory.FullName, name);
}
