namespace OjAspire.Tests.Scheduling.Simulation;

// How messages move, how time passes, and what goes wrong.
internal sealed partial class SimulatedWorld
{
    /// <summary>One end of a link writes or reads a little.</summary>
    private async Task MoveAsync(SimulatedLink link)
    {
        switch (_random.Next(5))
        {
            case 0:
                link.Sandbox.Write(link, _random.Next(1, 4));
                break;
            case 1 when !link.Server.IsPaused && !link.ServerGaveUp && !link.Server.IsDead:
                SimulatedServer.Write(link, _random.Next(1, 4));
                break;
            case 2 when link.ToServer.Count > 0 && !link.Server.IsPaused && !link.ServerGaveUp && !link.Server.IsDead:
                await link.Server.ReadAsync(link, Witness);
                break;
            case 3 when link.ToSandbox.Count > 0 && !link.SandboxGaveUp:
                link.Sandbox.Read(link);
                break;
            default:
                link.NoticeEnd();
                break;
        }
    }

    /// <summary>Both ends write and read until there is nothing left.</summary>
    private async Task<bool> DrainAsync(SimulatedLink link)
    {
        var moved = false;
        link.Sandbox.Write(link, int.MaxValue);
        SimulatedServer.Write(link, int.MaxValue);
        while (link.ToServer.Count > 0)
        {
            moved = true;
            await link.Server.ReadAsync(link, Witness);
        }

        SimulatedServer.Write(link, int.MaxValue);
        while (link.ToSandbox.Count > 0)
        {
            moved = true;
            link.Sandbox.Read(link);
        }

        return moved;
    }

    private async Task AdvanceAsync(Faults faults)
    {
        // Servers that live renew in time.
        foreach (var server in _servers.Where(server => !server.IsPaused && !server.IsDraining && (faults != Faults.Everything || _random.Next(4) > 0)))
        {
            await server.RenewLeaseAsync();
        }

        _time.Advance(TimeSpan.FromMilliseconds(_random.Next(1, faults == Faults.None ? 50 : _longestMilliseconds)));
        if (faults != Faults.None)
        {
            EndSilentLinks();
        }
    }

    /// <summary>Both ends listen for a sign of life.</summary>
    private void EndSilentLinks()
    {
        foreach (var link in _links.ToArray())
        {
            Witness.Faults += link.EndIfSilent(_time.GetUtcNow(), SilentFor);
        }
    }

    private async Task FailAsync(Faults faults, SimulatedServer server, SimulatedSandbox sandbox)
    {
        if (faults == Faults.None)
        {
            return;
        }

        Witness.Faults++;
        switch (_random.Next(faults == Faults.Everything ? 12 : 8))
        {
            case < 3 when AnyLink() is { } link:
                link.Sandbox.GiveUp(link);
                if (_random.Next(2) == 0)
                {
                    link.ToServer.Clear();
                }

                break;
            case < 5 when AnyLink() is { } link:
                link.FallSilent(toServer: _random.Next(2) == 0, toSandbox: _random.Next(2) == 0);
                break;
            case 5 when sandbox.IsDraining:
                Replace(sandbox);
                break;
            case 5:
                sandbox.BeginDrain();
                break;
            case 6:
                Kill(sandbox);
                break;
            case < 8 when AnyLink() is { } link && !link.Server.IsPaused && !link.Server.IsDead:
                link.Server.GiveUp(link);
                break;
            case 8:
                server.IsPaused = !server.IsPaused;
                break;
            case 9 when server.IsDraining:
                await ReplaceAsync(server);
                break;
            case 9 when !server.IsPaused:
                await server.BeginDrainAsync();
                break;
            case 10:
                await KillAsync(server);
                break;
        }
    }

    /// <summary>Hands back what runs, says goodbye on every stream, and ends; another one comes.</summary>
    private void Replace(SimulatedSandbox sandbox)
    {
        sandbox.LeaveInOrder();
        Kill(sandbox);
    }

    private void Kill(SimulatedSandbox sandbox)
    {
        sandbox.Die();
        _sandboxes[Array.IndexOf(_sandboxes, sandbox)] = NewSandbox();
    }

    private async Task ReplaceAsync(SimulatedServer server)
    {
        foreach (var link in _links.Where(link => link.Server == server).ToArray())
        {
            server.GiveUp(link);
        }

        await KillAsync(server);
    }

    private async Task KillAsync(SimulatedServer server)
    {
        var index = Array.IndexOf(_servers, server);
        server.Dispose();
        _gone.Add(server);
        _servers[index] = NewServer(index);
        await _servers[index].RenewLeaseAsync();
    }

    /// <summary>What follows from a step by itself, and what must be so after every one.</summary>
    private void Settle()
    {
        foreach (var link in _sandboxes.SelectMany(sandbox => sandbox.Links.Values))
        {
            _links.Add(link);
        }

        foreach (var link in _links.Where(link => link.Handle.Broken.IsCancellationRequested && !link.SandboxGaveUp).ToArray())
        {
            link.Sandbox.GiveUp(link);
        }

        _links.RemoveWhere(link => link.SandboxGaveUp && (link.ServerGaveUp || link.Server.IsDead));
        Witness.Look(_sandboxes);
    }
}
