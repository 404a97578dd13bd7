namespace OjAspire.Tests.Dashboard;

/// <summary>Browser tests that share a browser and a dashboard: starting one for each class costs more than the tests.</summary>
[CollectionDefinition(Name)]
public sealed class RunningDashboardCollection : ICollectionFixture<RunningDashboard>
{
    public const string Name = "Running dashboard";
}
