using OjAspire.Tests.Integration;

namespace OjAspire.Tests.Containers;

/// <summary>
/// An API server and a sandbox, each in a container with exactly what its pod has in <c>k8s/</c>, and a network of their own between
/// them. The name of the headless Service is in their hosts files.
/// </summary>
public sealed class Pods : IAsyncLifetime
{
    private const string Api = "oj-api-server", Sandbox = "oj-sandbox";
    private const string ApiAddress = "10.77.0.2", SandboxAddress = "10.77.0.3";
    private const string JoinToken = "the token of these containers";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oj-pods-");
    private readonly List<RuncContainer> _containers = [];
    private VirtualNetwork? _network;
    private string _apiProgram = "";
    private string _sandboxProgram = "";
    private int _bundles;

    internal OjClient Client { get; private set; } = null!;

    internal RuncContainer ApiServer { get; private set; } = null!;

    internal RuncContainer SandboxPod { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (ContainerRoot.Images is null)
        {
            _apiProgram = await PublishedPrograms.PublishAsync("OjApi", _directory.FullName);
            _sandboxProgram = await PublishedPrograms.PublishAsync("OjSandbox", _directory.FullName);
        }

        _network = await VirtualNetwork.CreateAsync();
        await _network.AddAsync(ApiAddress);
        await _network.AddAsync(SandboxAddress);
        ApiServer = Keep(Start(PodContainer.Read(Api), _apiProgram, ApiAddress, new Dictionary<string, string>
        {
            ["ConnectionStrings__oj"] = "Data Source=/tmp/oj.db",
            ["POD_IP"] = ApiAddress,
        }));
        SandboxPod = Keep(StartSandbox(PodContainer.Read(Sandbox).Capabilities));
        var server = new Uri($"http://{ApiAddress}:3001");
        Client = new OjClient(new HttpClient(_network.Machines[ApiAddress].CreateHttpHandler()) { BaseAddress = server });
        await ApiServer.Process.WhenAsync("Application started. Press Ctrl+C to shut down.");
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        foreach (var container in _containers)
        {
            await container.DisposeAsync();
        }

        if (_network is not null)
        {
            await _network.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    /// <summary>Starts a sandbox with certain capabilities, for the caller to end.</summary>
    internal RuncContainer StartSandbox(IEnumerable<string> capabilities) =>
        Start(PodContainer.Read(Sandbox), _sandboxProgram, SandboxAddress, [], capabilities);

    private RuncContainer Start(
        PodContainer pod, string program, string address, Dictionary<string, string> environment, IEnumerable<string>? capabilities = null)
    {
        var bundle = _directory.CreateSubdirectory($"{pod.Name}-{Environment.ProcessId}-{++_bundles}").FullName;
        File.WriteAllText(Path.Combine(bundle, "hosts"), $"127.0.0.1 localhost\n{ApiAddress} oj-api-server-headless\n");
        File.WriteAllText(Path.Combine(bundle, "resolv.conf"), "");
        environment["Oj__JoinToken"] = JoinToken;
        environment["Oj__Zone"] = "";
        var root = ContainerRoot.Of(pod.Name, program, Directory.CreateDirectory(Path.Combine(bundle, "root")).FullName);
        OciBundle.Write(bundle, pod, root, capabilities ?? pod.Capabilities, environment, _network!.Machines[address]);
        return RuncContainer.Start(bundle);
    }

    private RuncContainer Keep(RuncContainer container)
    {
        _containers.Add(container);
        return container;
    }
}
