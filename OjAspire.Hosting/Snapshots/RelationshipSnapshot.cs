namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that another one has to do with.</summary>
/// <param name="ResourceName">Its name.</param>
/// <param name="Type"><c>Reference</c>, <c>WaitFor</c>, <c>Parent</c>.</param>
public sealed record RelationshipSnapshot(string ResourceName, string Type);
