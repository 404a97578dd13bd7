namespace Projects;

/// <inheritdoc cref="OjApi" />
internal sealed class OjSandbox : IProjectMetadata
{
    public string ProjectPath => Path.GetFullPath("OjSandbox/OjSandbox.csproj");
}
