using System.Globalization;
using OjAspire.Chaos.Audit;
using OjAspire.Chaos.Clients;
using OjAspire.Chaos.Cluster;
using OjAspire.Chaos.Schedule;
using OjAspire.ClusterSim.Clients;

namespace OjAspire.Chaos;

/// <summary>One run: starts the application, breaks it under load, lets it heal, and looks for what was acknowledged.</summary>
/// <param name="arguments">What is wanted.</param>
/// <param name="print">Takes a line of the report.</param>
internal sealed class ChaosRun(Arguments arguments, Action<string> print)
{
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(10);

    private readonly Journal _journal = new(print);
    private readonly Ledger _ledger = new();
    private readonly Tally _tally = new();

    /// <returns>Why the run is a failure; nothing when all is well.</returns>
    /// <exception cref="NotSupportedException">This machine or this user cannot; the message says what is missing.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken stopping)
    {
        var plan = Announce();
        await using var cluster = await ChaosCluster.CreateAsync(arguments, _journal);
        HttpClient[] clients = [.. cluster.Replicas.Select(replica => cluster.CreateClient(replica, AnswersWithin))];
        try
        {
            var complaints = await RunAsync(cluster, clients, plan, stopping);
            await KeepAsync(cluster, complaints.Count > 0);
            Conclude(complaints);
            return complaints;
        }
        catch when (!stopping.IsCancellationRequested)
        {
            await KeepAsync(cluster, isFailure: true);
            throw;
        }
        finally
        {
            Array.ForEach(clients, client => client.Dispose());
        }
    }

    private IReadOnlyList<Act> Announce()
    {
        var plan = Plan.Draw(arguments, ChaosCluster.ReplicaCount, ChaosCluster.SandboxCount);
        _journal.Print(string.Create(CultureInfo.InvariantCulture,
            $"Seed {arguments.Seed}: {plan.Count} acts in {arguments.Length.TotalMinutes:0.##} min on {arguments.Store}, "
            + $"{ChaosCluster.ReplicaCount} replicas, {ChaosCluster.SandboxCount} sandboxes with {ChaosCluster.Slots} slots"));
        foreach (var act in plan)
        {
            _journal.Print(string.Create(CultureInfo.InvariantCulture, $"  {act.At.TotalSeconds,7:0.0} s  {act}"));
        }

        return plan;
    }

    private async Task<IReadOnlyList<string>> RunAsync(
        ChaosCluster cluster, HttpClient[] clients, IReadOnlyList<Act> plan, CancellationToken stopping)
    {
        var complaints = new List<string>();
        var healing = new Healing(clients);
        if (!await IsWholeAsync(healing, complaints, stopping))
        {
            return complaints;
        }

        await using var repeats = new RepeatCount(cluster);
        using var performer = new Performer(cluster, _journal);
        await BreakAsync(cluster, clients, performer, plan, stopping);

        _journal.Write("nothing more is broken");
        await IsWholeAsync(healing, complaints, stopping);
        var outcome = await LookAsync(cluster, clients, performer, repeats, stopping);
        complaints.AddRange(outcome.Complaints(arguments.Length));
        _journal.Print("");
        await TellAsync(outcome, new Evidence(_ledger, _tally, outcome.Rows, cluster, clients[0]), stopping);
        return complaints;
    }

    private async Task<bool> IsWholeAsync(Healing healing, List<string> complaints, CancellationToken stopping)
    {
        try
        {
            await healing.WaitAsync(arguments.Times.Patience, stopping);
            _journal.Write("every replica is well and has every sandbox");
            return true;
        }
        catch (TimeoutException missing)
        {
            complaints.Add($"it is not whole after {arguments.Times.Patience.TotalSeconds:0} s: {missing.Message}");
            return false;
        }
    }

    private async Task BreakAsync(
        ChaosCluster cluster, HttpClient[] clients, Performer performer, IReadOnlyList<Act> plan, CancellationToken stopping)
    {
        Replica[] replicas = [.. cluster.Replicas.Zip(clients, (replica, client) => new Replica(replica.Name, client))];
        await using var crowd = new Crowd(arguments.Seed, replicas, _ledger, _tally);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var telling = TellAsync(cluster, over.Token);
        try
        {
            await Task.WhenAll(performer.PerformAsync(plan, stopping), Task.Delay(arguments.Length, TimeProvider.System, stopping));
            await crowd.EndAsync();
        }
        finally
        {
            await over.CancelAsync();
            await telling;
        }
    }

    /// <summary>Tells every now and then how it goes.</summary>
    private async Task TellAsync(ChaosCluster cluster, CancellationToken over)
    {
        using var timer = new PeriodicTimer(TellEvery, TimeProvider.System);
        try
        {
            while (await timer.WaitForNextTickAsync(over))
            {
                _journal.Write(string.Create(CultureInfo.InvariantCulture,
                    $"... {_ledger.Count} acknowledged, {_ledger.Verdicts.Count} verdicts seen, {_tally.Refused} refused, "
                    + $"{_tally.Unknown} unknown; up: "
                    + $"{cluster.Replicas.Count(each => each.IsUp)} replicas, {cluster.Sandboxes.Count(each => each.IsUp)} sandboxes"));
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    /// <summary>Asks every replica for everything twice, and then the store itself.</summary>
    private async Task<Outcome> LookAsync(
        ChaosCluster cluster, HttpClient[] clients, Performer performer, RepeatCount repeats, CancellationToken stopping)
    {
        await AuditAsync(clients, arguments.Times.Patience, stopping);
        _journal.Write("every replica was asked for every submission");
        var findings = await AuditAsync(clients, TimeSpan.Zero, stopping);
        var rows = await ReadRowsAsync(cluster, stopping);
        var seconds = KeyAudit.Compare(await KeyAudit.ReadSourcesAsync(rows, _ledger, clients[0], stopping), _tally.Keyed);
        _journal.Write("and again, and the store itself");
        return new Outcome(
            _ledger, _tally, [.. findings, .. StoreAudit.Compare(rows, _ledger.Programs.Keys), .. seconds], rows, performer.Done, repeats.Total,
            cluster.Members.Sum(member => member.EndedAlone));
    }

    /// <summary>Reads what is stored when all of it has its verdict, also what nobody was told of; or when patience is at its end.</summary>
    private async Task<IReadOnlyList<StoredRow>> ReadRowsAsync(ChaosCluster cluster, CancellationToken stopping)
    {
        using var over = new CancellationTokenSource(arguments.Times.Patience, TimeProvider.System);
        while (true)
        {
            var rows = await StoredRow.ReadAllAsync(cluster.Store, stopping);
            if (over.IsCancellationRequested || rows.All(row => row.State == StoredRow.Final))
            {
                return rows;
            }

            await Task.Delay(LookEvery, TimeProvider.System, stopping);
        }
    }

    /// <summary>Asks every replica for every submission. One that is too busy to answer is asked again.</summary>
    private async Task<IReadOnlyList<Finding>> AuditAsync(HttpClient[] clients, TimeSpan patience, CancellationToken stopping)
    {
        using var over = new CancellationTokenSource(arguments.Times.Patience, TimeProvider.System);
        while (true)
        {
            try
            {
                return await _ledger.AuditAsync(clients, stopping, patience);
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException
                && !stopping.IsCancellationRequested && !over.IsCancellationRequested)
            {
                _journal.Write($"a replica does not answer, although all is well: {failure.Message}");
                await Task.Delay(LookEvery, TimeProvider.System, stopping);
            }
        }
    }

    private async Task TellAsync(Outcome outcome, Evidence evidence, CancellationToken stopping)
    {
        foreach (var wrong in outcome.Findings.GroupBy(finding => finding.Token))
        {
            foreach (var line in await evidence.StoryOfAsync(wrong.Key, wrong, stopping))
            {
                _journal.Print(line);
            }
        }

        foreach (var line in outcome.Figures())
        {
            _journal.Print(line);
        }
    }

    private async Task KeepAsync(ChaosCluster cluster, bool isFailure)
    {
        if (isFailure || arguments.LogFolder is not null)
        {
            var folder = arguments.LogFolder ?? Directory.CreateTempSubdirectory("oj-chaos-failed-").FullName;
            await Evidence.KeepAsync(folder, _journal, cluster);
            _journal.Print($"Everything that was printed is in {folder}");
        }
    }

    private void Conclude(IReadOnlyList<string> complaints)
    {
        foreach (var complaint in complaints)
        {
            _journal.Print($"FAILED: {complaint}");
        }

        var verdict = complaints.Count == 0 ? "Nothing lost, nothing wrong" : "Not as promised";
        _journal.Print($"{verdict}: {_ledger.Count} acknowledged, {_ledger.Verdicts.Count} verdicts. Again with: {arguments.Again}");
    }
}
