namespace Projects;

/// <summary>Stands where the generated class of a referenced project would stand; beside the manifest, as in a solution.</summary>
internal sealed class OjApi : IProjectMetadata
{
    public string ProjectPath => Path.GetFullPath("OjApi/OjApi.csproj");
}
