namespace OjAspire.Tests.Dashboard;

/// <summary>
/// Browser tests that share a browser and a dashboard: starting one for each class costs more than the tests. No other test runs
/// beside them, since they measure how fluid pages are.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class RunningDashboardCollection : ICollectionFixture<RunningDashboard>
{
    public const string Name = "Running dashboard";
}
