using Microsoft.Extensions.Configuration;
using OjAspire.ServiceDefaults.Telemetry;

namespace OjAspire.Tests.ServiceDefaults;

public sealed class ServiceInstanceTests
{
    [Fact]
    public void The_variables_of_open_telemetry_say_name_and_instance()
    {
        Assert.Equal(
            new ServiceInstance("api", "r 1"),
            Read(("OTEL_SERVICE_NAME", "api"), ("OTEL_RESOURCE_ATTRIBUTES", "service.name=other, service.instance.id=r%201,zone=a"), ("HOSTNAME", "pod"), ("KUBERNETES_SERVICE_HOST", "10.0.0.1")));
        Assert.Equal("from-attributes", Read(("OTEL_RESOURCE_ATTRIBUTES", "service.name=from-attributes")).Name);
    }

    [Fact]
    public void Without_them_a_pod_is_told_by_its_name()
    {
        Assert.Equal(new ServiceInstance("Program", "oj-api-7f9"), Read(("HOSTNAME", "oj-api-7f9"), ("KUBERNETES_SERVICE_HOST", "10.0.0.1")));
    }

    [Fact]
    public void Elsewhere_each_process_is_told_by_an_id_of_its_own()
    {
        var (one, other) = (Read(("HOSTNAME", "a-machine")), Read(("HOSTNAME", "a-machine"), ("OTEL_RESOURCE_ATTRIBUTES", "service.instance.id=")));

        Assert.NotEqual(one.Id, other.Id);
        Assert.True(Guid.TryParse(one.Id, out _) && Guid.TryParse(other.Id, out _));
    }

    private static ServiceInstance Read(params (string Name, string Value)[] variables) => ServiceInstance.Read(
        new ConfigurationBuilder().AddInMemoryCollection(variables.ToDictionary(each => each.Name, each => (string?)each.Value)).Build(), "Program");
}
