using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OjApi.Endpoints;
using OjSandbox.Discovery;
using OjSandbox.Session.Tls;
using WebApplication = Microsoft.AspNetCore.Builder.WebApplication;

namespace OjAspire.Tests.Tls;

/// <summary>Options of TLS that cannot be are all named at once, by their configuration keys, at either end.</summary>
public sealed class OptionsTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oj-tls-");
    private readonly TestAuthority _root = TestAuthority.Create();

    [Theory]
    [InlineData("Oj:Tls:Key", "Oj:Tls:Certificate={crt}")]
    [InlineData("Oj:Tls:ClearText Oj:Tls:ClientCa Oj:Tls:Key", "Oj:Tls:Key={key}", "Oj:Tls:ClientCa={ca}", "Oj:Tls:ClearText=Refused")]
    [InlineData("Oj:Tls:Certificate Oj:Tls:ClearText Oj:Tls:ClientCa Oj:Tls:Key",
        "Oj:Tls:Certificate=/nowhere.crt", "Oj:Tls:Key=/nowhere.key", "Oj:Tls:ClientCa=/nowhere.ca", "Oj:Tls:ClearText=Perhaps")]
    [InlineData("Oj:Tls:Certificate Oj:Tls:ClientCa", "Oj:Tls:Certificate={key}", "Oj:Tls:Key={key}", "Oj:Tls:ClientCa={key}")]
    [InlineData("Oj:Tls:Key", "Oj:Tls:Certificate={ca}", "Oj:Tls:Key={key}")]
    [InlineData("", "Oj:Tls:Certificate={crt}", "Oj:Tls:Key={key}", "Oj:Tls:ClientCa={ca}", "Oj:Tls:ClearText=refused")]
    [InlineData("")]
    public void Server_names_every_option_that_cannot_be(string keys, params string[] settings)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection(Read(settings));
        builder.AddOwnEndpoint();

        Assert.Equal(keys, Faults(builder.Services));
    }

    [Theory]
    [InlineData("Oj:Tls:Ca Oj:Tls:Certificate Oj:Tls:Key Oj:Tls:ServerName", "SCHEDULER_ADDRESS=oj-api-server-headless:3001",
        "Oj:Tls:Ca={ca}", "Oj:Tls:Certificate={crt}", "Oj:Tls:Key={key}", "Oj:Tls:ServerName=oj-api-server")]
    [InlineData("Oj:Tls:Certificate Oj:Tls:ServerName", "SCHEDULER_ADDRESS=https://oj-api-server-headless", "Oj:Tls:Key={key}", "Oj:Tls:ServerName=oj/api")]
    [InlineData("Oj:Tls:Ca Oj:Tls:Key", "SCHEDULER_ADDRESS=https://oj-api-server-headless", "Oj:Tls:Ca=/nowhere.ca", "Oj:Tls:Certificate={crt}", "Oj:Tls:Key={ca}")]
    [InlineData("", "SCHEDULER_ADDRESS=https://oj-api-server-headless", "Oj:Tls:Ca={ca}", "Oj:Tls:Certificate={crt}", "Oj:Tls:Key={key}")]
    [InlineData("", "SCHEDULER_ADDRESS=https://oj-api-server-headless")]
    [InlineData("")]
    public void Sandbox_names_every_option_that_cannot_be(string keys, params string[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Read(settings));
        builder.AddDiscovery();
        builder.Services.AddClientTls();

        Assert.Equal(keys, Faults(builder.Services));
    }

    public void Dispose()
    {
        _root.Dispose();
        _directory.Delete(recursive: true);
    }

    private static string Faults(IServiceCollection services)
    {
        using var provider = services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return "";
        }
        catch (OptionsValidationException refusal)
        {
            var keys = refusal.Failures.Select(failure => failure[..failure.IndexOf(": ", StringComparison.Ordinal)]);
            return string.Join(' ', keys.Order(StringComparer.Ordinal));
        }
    }

    private IEnumerable<KeyValuePair<string, string?>> Read(string[] settings)
    {
        var secret = new MountedSecret(_directory.FullName, _root.ForServer("localhost"), _root.Pem);
        return settings.Select(setting => setting.Split('=', 2)).Select(parts => KeyValuePair.Create(parts[0], (string?)parts[1]
            .Replace("{crt}", secret.Certificate, StringComparison.Ordinal)
            .Replace("{key}", secret.Key, StringComparison.Ordinal)
            .Replace("{ca}", secret.Authorities, StringComparison.Ordinal)));
    }
}
