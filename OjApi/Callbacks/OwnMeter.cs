using System.Diagnostics.Metrics;

namespace OjApi.Callbacks;

/// <summary>
/// Keeps what .NET measures of HTTP clients out of this server's metrics for callbacks: those series carry the host, and here hosts are
/// users' words, without end and nobody else's business.
/// </summary>
internal sealed class OwnMeter : IMeterFactory
{
    private readonly Meter _meter = new("OjApi.Callbacks.Http");

    public Meter Create(MeterOptions options) => _meter;

    public void Dispose() => _meter.Dispose();
}
