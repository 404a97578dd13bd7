using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace OjAspire.AppHost;

/// <summary>
/// The files of one running instance. Instances beside each other differ by port, so the port names the folder, and the
/// same instance finds its submissions again; an instance on random ports (a test) gets a folder that is new.
/// </summary>
/// <param name="Folder">Where they are.</param>
/// <param name="IsTemporary">Whether they are of no use to a later run.</param>
internal sealed record InstanceData(string Folder, bool IsTemporary)
{
    /// <summary>The store of the API replicas.</summary>
    public string Database => Path.Combine(Folder, "oj.db");

    /// <summary>The addresses of the API replicas.</summary>
    public string ReplicaList => Path.Combine(Folder, "oj-api-server.json");

    public static InstanceData Of(IDistributedApplicationBuilder builder, AppHostOptions options)
    {
        if (builder.Configuration.GetValue("DcpPublisher:RandomizePorts", false))
        {
            return new(Directory.CreateTempSubdirectory("oj-").FullName, IsTemporary: true);
        }

        var folder = Path.Combine(builder.AppHostDirectory, "data", options.Port.ToString(CultureInfo.InvariantCulture));
        if (builder.ExecutionContext.IsRunMode)
        {
            Directory.CreateDirectory(folder);
        }

        return new(folder, IsTemporary: false);
    }
}
