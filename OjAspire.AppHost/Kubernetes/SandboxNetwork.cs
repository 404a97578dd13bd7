namespace OjAspire.AppHost.Kubernetes;

/// <summary>Whom sandboxes may talk to: the DNS, the API servers and the collector of telemetry. Nobody may talk to them.</summary>
internal static class SandboxNetwork
{
    private const int Dns = 53;

    // OTLP by gRPC and by HTTP.
    private const int OtlpGrpc = 4317;
    private const int OtlpHttp = 4318;

    // Where a cluster with a DNS cache on each node has it listen. It is no pod, so only its address can be named.
    private const string NodeLocalDns = "169.254.20.10/32";

    public static NetworkPolicy Policy(string name) => new()
    {
        Metadata = { Name = $"{name}-network" },
        Spec =
        {
            PodSelector = new(PodSettings.Selector(name)),
            PolicyTypes = { "Ingress", "Egress" },
            Egress =
            {
                new()
                {
                    Ports = { new() { Protocol = "UDP", Port = Dns }, new() { Port = Dns } },
                    To = { ClusterDns(), new() { IPBlock = new() { Cidr = NodeLocalDns } } },
                },
                new() { Ports = { new() { Port = ApiOnKubernetes.Port } }, To = { new() { PodSelector = new(PodSettings.Selector(ApiOnKubernetes.Name)) } } },

                // Wherever in the cluster the collector runs.
                new() { Ports = { new() { Port = OtlpGrpc }, new() { Port = OtlpHttp } }, To = { new() { NamespaceSelector = new() } } },
            },
        },
    };

    // Both labels are those of every usual distribution, whatever program answers.
    private static NetworkPolicyPeer ClusterDns() => new()
    {
        NamespaceSelector = new(new() { ["kubernetes.io/metadata.name"] = "kube-system" }),
        PodSelector = new(new() { ["k8s-app"] = "kube-dns" }),
    };
}
