namespace OjSandbox.Session.Slots;

/// <summary>How it stands at one moment with one endpoint that has a stream.</summary>
/// <param name="Running">Slots that run a job of that server.</param>
/// <param name="Draining">The server stops, and nothing is claimed from it.</param>
/// <param name="Leaving">This sandbox is about to leave that server, or altogether.</param>
internal readonly record struct EndpointFigures(int Running, bool Draining, bool Leaving);
