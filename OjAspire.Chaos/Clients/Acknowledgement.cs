namespace OjAspire.Chaos.Clients;

/// <summary>That a submission was accepted.</summary>
/// <param name="Client">By which client it was sent.</param>
/// <param name="Replica">By whom.</param>
/// <param name="At">When the client knew.</param>
internal sealed record Acknowledgement(int Client, string Replica, DateTimeOffset At)
{
    public override string ToString() => $"acknowledged to client {Client} by {Replica} at {At:HH:mm:ss.fff}";
}
