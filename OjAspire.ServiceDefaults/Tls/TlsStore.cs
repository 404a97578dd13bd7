using System.Security.Authentication;
using Microsoft.Extensions.Logging;

namespace OjAspire.ServiceDefaults.Tls;

/// <summary>
/// Holds the newest usable certificates. The files are looked at again when a connection is made, at most once a second, so
/// that what a rotation puts in place serves the next connection; files that cannot be used leave the last ones standing.
/// Safe for use by several threads.
/// </summary>
public sealed partial class TlsStore(TlsFiles files, TimeProvider time, ILogger<TlsStore> logger)
{
    // Contents are compared, not times of change: a Secret is swapped by turning a symbolic link to another directory.
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private PemTexts? _seen;
    private TlsMaterial? _material;
    private long _lookedAt;

    /// <summary>The certificates to use for a connection that is made now.</summary>
    /// <exception cref="AuthenticationException">The files could not be used even once.</exception>
    public TlsMaterial Current
    {
        get
        {
            lock (_gate)
            {
                if (_material is null || time.GetElapsedTime(_lookedAt) >= LookAgainAfter)
                {
                    _lookedAt = time.GetTimestamp();
                    Look();
                }

                return _material ?? throw new AuthenticationException("the certificate files cannot be used; the log says why");
            }
        }
    }

    private void Look()
    {
        var failures = new List<string>();
        var texts = PemTexts.Read(files, failures);
        if (texts == _seen)
        {
            return;
        }

        _seen = texts;
        if (TlsMaterial.Parse(files, texts, failures) is { } material)
        {
            _material = material;
            Tell(material);
            return;
        }

        var told = string.Join(' ', failures);
        Log.Unusable(logger, told);
    }

    private void Tell(TlsMaterial material)
    {
        if (material.Identity?.TargetCertificate is not { } own)
        {
            return;
        }

        var (subject, expires) = (own.Subject, own.NotAfter.ToUniversalTime());
        Log.InUse(logger, subject, expires);
        if (expires <= time.GetUtcNow().UtcDateTime)
        {
            Log.Expired(logger, subject, expires);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventId = 9011, EventName = "CertificateInUse", Level = LogLevel.Information,
            Message = "Certificate {Subject} is in use for new connections; it expires {Expires:u}")]
        public static partial void InUse(ILogger logger, string subject, DateTime expires);

        [LoggerMessage(EventId = 9012, EventName = "CertificateExpired", Level = LogLevel.Warning,
            Message = "Certificate {Subject} expired {Expires:u}; others refuse it: put a new one in its place, no restart is needed")]
        public static partial void Expired(ILogger logger, string subject, DateTime expires);

        [LoggerMessage(EventId = 9013, EventName = "CertificatesUnusable", Level = LogLevel.Warning,
            Message = "The certificate files have changed but cannot be used, the last ones stand: {Failures}")]
        public static partial void Unusable(ILogger logger, string failures);
    }
}
