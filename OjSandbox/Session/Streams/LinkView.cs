namespace OjSandbox.Session.Streams;

/// <summary>A connection as telemetry shows it.</summary>
/// <param name="PeerName"><c>service.name</c> of the server; empty when no server has told yet.</param>
/// <param name="PeerInstance"><c>service.instance.id</c> of the server, or its address if it did not tell.</param>
/// <param name="State"><c>connecting</c>, <c>open</c>, <c>draining</c> (the server stops), <c>leaving</c> (this sandbox goes) or <c>failing</c>.</param>
/// <param name="Running">Slots that run a job of that server.</param>
internal sealed record LinkView(string PeerName, string PeerInstance, string State, int Running);
