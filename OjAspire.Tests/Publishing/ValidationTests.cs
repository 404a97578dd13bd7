namespace OjAspire.Tests.Publishing;

/// <summary>Every object, as it is applied, against what others say an object of its kind is. Each judge also finds what is broken.</summary>
[Collection(Publication.Name)]
public sealed class ValidationTests(Publication publication)
{
    [Theory]
    [MemberData(nameof(Publication.AppliedData), MemberType = typeof(Publication))]
    public void The_client_of_kubernetes_knows_every_field(string applied) => Assert.NotEmpty(publication.Objects(applied).Everything);

    [Fact]
    public async Task Every_object_satisfies_the_published_schemas()
    {
        string[] files = [.. Publication.Applied.Select(applied => publication.Save(applied, publication.Yaml(applied))), .. Publication.SecretTemplateFiles];

        var output = (await KubernetesTools.CheckSchemasAsync(files)).Succeeded();

        var objects = Publication.Applied.Sum(applied => publication.Objects(applied).Everything.Count()) + Publication.SecretTemplates.Everything.Count();
        Assert.Equal($"{objects} objects", output.Trim());
    }

    [Fact]
    public async Task Helm_has_nothing_to_say_against_the_chart() => (await KubernetesTools.HelmAsync("lint", "--strict", publication.Files.Chart)).Succeeded();

    [Theory]
    [InlineData("clusterIP: None", "clusterIp: None")]
    [InlineData("minReplicas:", "minimumReplicas:")]
    [InlineData("kind: NetworkPolicy", "kind: NetworkPolice")]
    [InlineData("replicas: 3", "replicas: three")]
    public void The_client_refuses_what_it_does_not_know(string right, string wrong) =>
        Assert.ThrowsAny<Exception>(() => KubernetesObjects.Read(Broken(right, wrong)));

    [Theory]
    [InlineData("replicas: 3", "replicas: three", "spec/replicas must be integer")]
    [InlineData("scheme: HTTP\n", "scheme: http\n", "httpGet/scheme must be equal to one of the allowed values")]
    [InlineData("kind: NetworkPolicy", "kind: NetworkPolice", "no schema for it is known")]
    [InlineData("  scaleTargetRef:", "  scaleTarget:", "must have required property scaleTargetRef")]
    public async Task The_schemas_find_what_is_wrong(string right, string wrong, string said)
    {
        var run = await KubernetesTools.CheckSchemasAsync(publication.Save("broken", Broken(right, wrong)));

        Assert.Equal(1, run.Code);
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kustomize_refuses_a_folder_that_names_what_is_not_there()
    {
        var folder = Path.GetDirectoryName(publication.Save("kustomization", "resources:\n  - absent.yaml\n"))!;

        Assert.Contains("absent.yaml", (await KubernetesTools.KubectlAsync("kustomize", folder)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Helm_refuses_a_template_that_is_none()
    {
        var template = Path.Combine(publication.Files.Folder, "broken", "templates", "deployment.yaml");
        Directory.CreateDirectory(Path.GetDirectoryName(template)!);
        File.Copy(Path.Combine(publication.Files.Chart, "Chart.yaml"), Path.Combine(publication.Files.Folder, "broken", "Chart.yaml"));
        File.WriteAllText(template, "kind: \"{{ .Values.absent.value }}\"\n");

        Assert.NotEqual(0, (await KubernetesTools.HelmAsync("lint", "--strict", Path.Combine(publication.Files.Folder, "broken"))).Code);
    }

    private string Broken(string right, string wrong)
    {
        var yaml = publication.Yaml("k8s");
        Assert.Contains(right, yaml, StringComparison.Ordinal);
        return yaml.Replace(right, wrong, StringComparison.Ordinal);
    }
}
