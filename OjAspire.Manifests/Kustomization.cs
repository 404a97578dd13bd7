using System.Globalization;
using System.Text;

namespace OjAspire.Manifests;

/// <summary>The files that no object of the chart stands for.</summary>
internal static class Kustomization
{
    /// <summary>Name of the file that says what else there is.</summary>
    public const string File = "kustomization.yaml";

    /// <summary>Says how the Secrets come about.</summary>
    public const string SecretsNotice = """
        # What the Secrets look like: names and keys, no values. Do not fill them in here; make the Secrets by hand, once, so that no value
        # ever lies in a file. There are two because a sandbox must not know the store.
        #
        #   token=$(openssl rand -hex 32)
        #   kubectl create secret generic oj-sandbox-secrets --namespace oj-api --from-literal=Oj__JoinToken="$token"
        #   kubectl create secret generic oj-api-server-secrets --namespace oj-api --from-literal=Oj__JoinToken="$token" \
        #     --from-literal=ConnectionStrings__oj='Host=...;Username=...;Password=...;Database=oj'

        """;

    private const string Head = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n";

    /// <summary>The list of files, the namespace of what is in them, and the images by name, so that another may take an image's place.</summary>
    public static string Of(string chartNamespace, IEnumerable<string> files, IEnumerable<ChartObject> objects)
    {
        var text = new StringBuilder(Head);
        text.Append(CultureInfo.InvariantCulture, $"namespace: {chartNamespace}\nresources:\n");
        foreach (var file in files)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {file}\n");
        }

        text.Append("images:\n");
        foreach (var image in objects.SelectMany(each => each.Images).Distinct(StringComparer.Ordinal))
        {
            var colon = image.LastIndexOf(':');
            text.Append(CultureInfo.InvariantCulture, $"  - name: {image[..colon]}\n    newTag: {image[(colon + 1)..]}\n");
        }

        return text.ToString();
    }

    /// <summary>Nothing but another folder.</summary>
    public static string Of(string folder) => $"{Head}resources:\n  - {folder}\n";

    /// <summary>The namespace, with the level of Pod Security Admission that its pods need.</summary>
    public static string Namespace(string name) => $"""
        # Sandboxes build boxes from namespaces, mounts and cgroups. That takes SYS_ADMIN, NET_ADMIN and no seccomp filter of the runtime, which
        # of the levels of Pod Security Admission only "privileged" lets a pod have. The API servers keep to "restricted" of their own accord.
        apiVersion: "v1"
        kind: "Namespace"
        metadata:
          name: "{name}"
          labels:
            pod-security.kubernetes.io/enforce: "privileged"

        """;
}
