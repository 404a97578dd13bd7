namespace OjAspire.AppHost;

/// <summary>A file that lists the own address of each healthy replica of a project, as a JSON array of strings.</summary>
/// <param name="Resource">The project.</param>
/// <param name="Path">The file.</param>
internal sealed record ReplicaList(ProjectResource Resource, string Path);
