using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using OjAspire.Hosting.Processes;

namespace OjAspire.Tests.Hosting;

public sealed class EnvironmentTests
{
    [Fact]
    public async Task A_process_gets_texts_parameters_connection_strings_references_and_callbacks()
    {
        await using var application = await SampleApplication.StartAsync(
            with: resource =>
            {
                var builder = resource.ApplicationBuilder;
                var token = builder.AddParameter("token", new GenerateParameterDefault { MinLength = 40, Special = false }, secret: true);
                resource.WithEnvironment("TEXT", "plain")
                    .WithEnvironment("TOKEN", token)
                    .WithEnvironment("MIXED", $"{{{token}}}/{builder.AppHostDirectory}")
                    .WithEnvironment(context => context.EnvironmentVariables["RUNS"] = context.ExecutionContext.IsRunMode.ToString())
                    .WithReference(builder.AddConnectionString("store"))
                    .WithReference(resource);
            },
            args: "--ConnectionStrings:store=Data Source=x");
        var replica = (await application.HealthyAsync(1)).Single();
        var shared = $"http://localhost:{application.Address.Port}";

        Assert.Equal("plain", await InProcessAsync("TEXT"));
        var token = await InProcessAsync("TOKEN");
        Assert.Matches("^[A-Za-z0-9]{40}$", token);
        Assert.Equal($"{{{token}}}/{Directory.GetCurrentDirectory()}", await InProcessAsync("MIXED"));
        Assert.Equal("True", await InProcessAsync("RUNS"));
        Assert.Equal("Data Source=x", await InProcessAsync("ConnectionStrings__store"));
        Assert.Equal(shared, await InProcessAsync("services__sample__http__0"));
        Assert.Equal(shared, await InProcessAsync("SAMPLE_HTTP"));
        Assert.Equal("Data Source=x", await application.App.GetConnectionStringAsync("store"));
        Assert.Equal(
            ["ConnectionStrings__store", "MIXED", "TOKEN"],
            replica.Snapshot.EnvironmentVariables.Where(variable => variable.IsSecret).Select(variable => variable.Name).Order(StringComparer.Ordinal));

        async Task<string> InProcessAsync(string name)
        {
            using var client = application.App.CreateHttpClient(SampleService.Name);
            return (await client.GetStringAsync($"/env/{name}")).Trim('"');
        }
    }

    [Fact]
    public void A_process_inherits_neither_connection_strings_nor_parameters_nor_addresses()
    {
        var environment = new Dictionary<string, string?>
        {
            ["PATH"] = "/bin",
            ["ConnectionStrings__oj"] = "Password=secret",
            ["Parameters__join-token"] = "secret",
            ["ASPNETCORE_URLS"] = "http://localhost:1",
            ["ASPIRE_DASHBOARD_FRONTEND_BROWSERTOKEN"] = "secret",
        };

        InheritedEnvironment.RemovePrivate(environment);

        Assert.Equal(["PATH"], environment.Keys);
    }
}
