namespace OjAspire.Chaos.Clients;

/// <summary>An API server as its clients know it.</summary>
internal sealed record Replica(string Name, HttpClient Http);
