using System.Reflection;
using k8s.Models;
using Microsoft.AspNetCore.Hosting;
using OjApi.Submissions;
using OjSandbox.Session;

namespace OjAspire.Tests.Publishing;

/// <summary>The environment that is published: all of it is read by somebody, and none of it is secret.</summary>
[Collection(Publication.Name)]
public sealed class ConfigurationTests(Publication publication)
{
    public static TheoryData<string> Applied => Publication.AppliedData;

    /// <summary>What the programs read, by the keys that their options name, and what the platform reads for them.</summary>
    private static HashSet<string> Known => new(
        [
            .. new[] { typeof(OwnershipOptions), typeof(SessionOptions) }.SelectMany(program => program.Assembly.GetTypes())
                .Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal)).SelectMany(Keys).Select(key => key.Replace(":", "__", StringComparison.Ordinal)),
            "ConnectionStrings__oj",
            "POD_IP",
            WebHostDefaults.HttpPortsKey,
            "ASPNETCORE_FORWARDEDHEADERS_ENABLED",
            "OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY",
        ],
        StringComparer.OrdinalIgnoreCase);

    [Theory]
    [MemberData(nameof(Applied))]
    public void Every_variable_of_our_own_pods_is_one_that_a_program_reads(string applied)
    {
        var objects = publication.Objects(applied);
        string[] variables =
        [
            .. objects.All<V1ConfigMap>().SelectMany(map => map.Data.Keys),
            .. objects.All<V1Deployment>().Where(deployment => deployment.Metadata.Name != "oj-dashboard")
                .SelectMany(deployment => deployment.Spec.Template.Spec.Containers).SelectMany(container => container.Env).Select(variable => variable.Name),
        ];

        Assert.Contains("SCHEDULER_ADDRESS", variables);
        Assert.All(variables, variable => Assert.Contains(variable, Known));
    }

    [Fact]
    public void The_secrets_hold_what_the_programs_need_and_a_sandbox_learns_nothing_of_the_store()
    {
        var secrets = Publication.SecretTemplates.All<V1Secret>().ToDictionary(secret => secret.Metadata.Name, secret => secret.StringData.Keys.Order());

        Assert.Equal(["ConnectionStrings__oj", "Oj__JoinToken"], secrets["oj-api-server-secrets"]);
        Assert.Equal(["Oj__JoinToken"], secrets["oj-sandbox-secrets"]);
    }

    [Fact]
    public void No_secret_has_a_value_and_none_is_applied()
    {
        Assert.All(
            [.. Publication.SecretTemplates.All<V1Secret>(), .. publication.Objects("chart").All<V1Secret>()],
            secret => Assert.All(secret.StringData.Values, value => Assert.Equal("", value)));
        Assert.All(Publication.Applied.Where(applied => applied != "chart"), applied => Assert.Empty(publication.Objects(applied).All<V1Secret>()));
    }

    [Theory]
    [MemberData(nameof(Applied))]
    public void What_is_secret_stands_in_no_config_map(string applied)
    {
        var secret = Publication.SecretTemplates.All<V1Secret>().SelectMany(each => each.StringData.Keys);

        Assert.Empty(publication.Objects(applied).All<V1ConfigMap>().SelectMany(map => map.Data.Keys).Intersect(secret));
    }

    /// <summary>The keys of single options, and those of a section.</summary>
    private static IEnumerable<string> Keys(Type options)
    {
        var constants = options.GetFields(BindingFlags.Static | BindingFlags.Public).Where(field => field.IsLiteral && field.FieldType == typeof(string))
            .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);
        return constants.TryGetValue("Section", out var section)
            ? options.GetProperties().Where(option => option.CanWrite).Select(option => $"{section}:{option.Name}").Concat(constants.Values)
            : constants.Where(constant => constant.Key.EndsWith("Key", StringComparison.Ordinal)).Select(constant => constant.Value);
    }
}
