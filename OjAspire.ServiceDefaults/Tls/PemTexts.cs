namespace OjAspire.ServiceDefaults.Tls;

/// <summary>
/// What the files of <see cref="TlsFiles"/> hold at one moment; <see langword="null"/> where no file is configured or it cannot
/// be read.
/// </summary>
internal sealed record PemTexts(string? Certificate, string? Key, string? Authorities)
{
    /// <summary>Reads all the files; every one that cannot be read is added to <paramref name="failures"/>, by its configuration key.</summary>
    public static PemTexts Read(TlsFiles files, ICollection<string> failures) => new(
        Read(TlsFiles.CertificateKey, files.Certificate, failures),
        Read(TlsFiles.KeyKey, files.Key, failures),
        Read(files.AuthoritiesKey, files.Authorities, failures));

    // The private key has no business in a log.
    public override string ToString() => nameof(PemTexts);

    private static string? Read(string key, string path, ICollection<string> failures)
    {
        try
        {
            return path.Length == 0 ? null : File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            failures.Add($"{key}: '{path}' cannot be read ({exception.Message}); correct the path or mount the Secret there.");
            return null;
        }
    }
}
