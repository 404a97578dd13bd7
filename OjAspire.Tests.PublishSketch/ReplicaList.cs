internal sealed record ReplicaList(string Path, ProjectResource Resource);
