using System.Globalization;

namespace OjAspire.Hosting.Proxying;

/// <summary>A replica's own address behind a shared endpoint, and how many requests are on their way to it.</summary>
internal sealed class Destination(int port)
{
    private int _inFlight;

    public string Prefix { get; } = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/");

    public int InFlight => Volatile.Read(ref _inFlight);

    public void Enter() => Interlocked.Increment(ref _inFlight);

    public void Exit() => Interlocked.Decrement(ref _inFlight);
}
