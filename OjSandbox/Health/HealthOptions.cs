namespace OjSandbox.Health;

/// <summary>How the sandbox, which opens no port, shows how it is to whoever runs it.</summary>
internal sealed class HealthOptions
{
    /// <summary>Key of <see cref="Directory"/>.</summary>
    public const string DirectoryKey = "HEALTH_DIRECTORY";

    /// <summary>
    /// Directory in which the files <c>alive</c> and <c>ready</c> are kept. Default: none, no file is written. An absolute path; it is
    /// made if it is not there.
    /// </summary>
    public string? Directory { get; set; }
}
