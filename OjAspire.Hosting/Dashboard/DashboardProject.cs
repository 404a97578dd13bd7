using Aspire.Hosting;

namespace OjAspire.Hosting.Dashboard;

/// <summary>The dashboard as it was built along with the application host.</summary>
/// <param name="path">What it was built to.</param>
internal sealed class DashboardProject(string path) : IProjectMetadata
{
    public string ProjectPath => path;
}
