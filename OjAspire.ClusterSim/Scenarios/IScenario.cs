namespace OjAspire.ClusterSim.Scenarios;

/// <summary>Something that an operator does, or that befalls a cluster. It begins and ends with as many ready pods as the manifests say.</summary>
internal interface IScenario
{
    /// <summary>What it is asked for by.</summary>
    string Name { get; }

    /// <summary>What happens in it.</summary>
    string Title { get; }

    /// <summary>Lets it happen, and reports.</summary>
    Task RunAsync(Simulation simulation, Report report);
}
