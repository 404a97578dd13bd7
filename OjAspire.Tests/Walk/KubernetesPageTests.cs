using System.Text.RegularExpressions;
using OjApi.Gateway;
using OjAspire.Tests.Publishing;
using OjAspire.Tests.Structure;

namespace OjAspire.Tests.Walk;

/// <summary>docs/kubernetes.md names what there is, and its commands are commands.</summary>
public sealed partial class KubernetesPageTests
{
    private const string Literal = "--from-literal=";

    // Nobody listens there, so a command that is right gets as far as being refused.
    private const string NoCluster = "--server=http://127.0.0.1:9";

    [Fact]
    public void Every_object_that_a_command_names_is_described()
    {
        var named = WalkPage.Commands.SelectMany(command => command.Objects).Distinct().ToArray();

        Assert.Contains(("Deployment", "oj-sandbox"), named);
        Assert.Contains(("Secret", "oj-api-server-secrets"), named);
        Assert.Contains(("HorizontalPodAutoscaler", "oj-sandbox-scaler"), named);
        Assert.Empty(named.Except(DescribedObjects.Names));
    }

    [Fact]
    public void Every_label_that_is_selected_by_is_one_that_is_given_or_asked_for()
    {
        var selected = WalkPage.Commands.SelectMany(command => command.Labels).Distinct().ToArray();

        Assert.NotEmpty(selected);
        Assert.Empty(selected.Except(DescribedObjects.Labels));
    }

    [Fact]
    public void Every_command_says_the_namespace_of_the_objects()
    {
        var own = DescribedObjects.Names.Single(each => each.Kind == "Namespace").Name;

        Assert.Equal([own, "kube-system"], WalkPage.Commands.Select(command => command.Namespace).OfType<string>().Distinct());
        Assert.All(WalkPage.Commands.Where(command => command.Namespace is null), command => Assert.True(
            command.Files.Count > 0 || command.Words[0] is "drain" or "uncordon" || command.Objects.Contains(("Namespace", own)), command.Line));
    }

    [Fact]
    public void Images_are_set_for_containers_that_there_are()
    {
        var set = WalkPage.Commands.Where(command => command.Line.Contains(" set image ", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(set);
        Assert.All(set, command => Assert.Contains(command.Words[^1].Split('=')[0], DescribedObjects.Containers(command.Objects.Single().Name)));
    }

    [Fact]
    public void Secrets_are_made_with_the_keys_of_their_templates_and_changed_with_those_that_are_read()
    {
        var made = WalkPage.Commands.Where(command => command.Line.Contains(" create secret ", StringComparison.Ordinal)).ToArray();

        Assert.NotEmpty(made);
        Assert.All(made, command => Assert.Equal(
            DescribedObjects.Keys(command.Objects.Single().Name),
            command.Words.Where(word => word.StartsWith(Literal, StringComparison.Ordinal)).Select(word => word[Literal.Length..].Split('=')[0])));
        var previous = GatewayOptions.PreviousJoinTokenKey.Replace(":", "__", StringComparison.Ordinal);
        Assert.Equal(2, WalkPage.Commands.Count(command => command.Line.Contains(previous, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_sentence_of_a_log_is_one_that_is_logged()
    {
        var logged = LogEvent.All.Select(each => Placeholder().Replace(each.Sentence, "…")).ToArray();
        var wrong = WalkPage.Sentences.Where(sentence => !logged.Any(each => each.Contains(Vague().Replace(sentence, "…").Trim('…'), StringComparison.Ordinal)));

        Assert.InRange(WalkPage.Sentences.Count, 15, 50);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_file_is_there()
    {
        Assert.Contains("k8s/overlays/postgres", WalkPage.Files);
        Assert.DoesNotContain(WalkPage.Files, file => !Path.Exists(Path.Combine(SourceTree.Root, file)));
    }

    [Fact]
    public async Task Every_command_is_understood_by_kubectl_as_far_as_it_goes_without_a_cluster()
    {
        Assert.InRange(WalkPage.Commands.Count, 50, 120);
        var wrong = new List<string>();
        foreach (var command in WalkPage.Commands.DistinctBy(command => command.Line))
        {
            var run = await KubernetesTools.KubectlAsync([NoCluster, .. command.Words.Select(Given)]);
            if (run.Code != 0 && !run.Errors.Contains("refused", StringComparison.Ordinal))
            {
                wrong.Add($"{command.Line}\n{run.Errors}");
            }
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("kubectl -n oj-api scale deployment/oj-api-server --replica=5")]
    [InlineData("kubectl -n oj-api rollout stat deployment/oj-api-server")]
    [InlineData("kubectl -n oj-api delete pod pod/oj-api-server-1")]
    [InlineData("kubectl apply -k k8s/nowhere")]
    public async Task Command_that_is_wrong_is_not_taken_for_a_right_one(string line)
    {
        var run = await KubernetesTools.KubectlAsync([NoCluster, .. KubectlCommand.Parse(line).Words.Select(Given)]);

        Assert.NotEqual(0, run.Code);
        Assert.DoesNotContain("refused", run.Errors);
    }

    // What the shell would have put in the place of a variable, and paths from the top of the tree.
    private static string Given(string word) => word switch
    {
        "$pod" => "pod/oj-api-server-1",
        "$node" => "node-1",
        _ when word.StartsWith("k8s/", StringComparison.Ordinal) => Path.Combine(SourceTree.Root, word),
        _ => word,
    };

    [GeneratedRegex(@"\{\w+(:[^}]*)?\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"\.\.\.|\d+")]
    private static partial Regex Vague();
}
