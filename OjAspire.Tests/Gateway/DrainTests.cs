using System.Net;
using Grpc.Core;
using Oj.Contracts.Scheduling;
using OjApi.Submissions;
using Kind = Oj.Contracts.Scheduling.SchedulerMessage.MessageOneofCase;

namespace OjAspire.Tests.Gateway;

/// <summary>The orderly end of a server, and what it says of its health.</summary>
public sealed class DrainTests : IAsyncLifetime
{
    private GatewayHost _host = null!;

    public async Task InitializeAsync() => _host = await GatewayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_server_that_stops_tells_its_sandboxes_takes_running_results_and_ends_the_streams_in_order()
    {
        using var sandbox = await _host.ConnectAsync();
        var token = await _host.SubmitAsync();
        await sandbox.ClaimAsync("1");
        var job = (await sandbox.ReadAsync(Kind.Assign)).Assign.Job;

        var stopping = _host.StopAsync();
        await sandbox.ReadAsync(Kind.Draining);
        using var late = _host.Dial();
        await late.SendAsync(new SandboxMessage { Connect = ScriptedSandbox.Hello("late") });
        Assert.Equal(StatusCode.Unavailable, (await late.EndAsync()).StatusCode);
        await sandbox.SendAsync(new SandboxMessage { Result = new Result { Job = job, Result_ = new JudgeResult { Verdict = Verdict.Accepted } } });
        await sandbox.ReadAsync(Kind.ResultAck);
        Assert.Equal(SubmissionState.Final, _host.Store[token].State);

        var ending = sandbox.EndAsync();
        await _host.AdvanceUntilAsync(stopping);
        var end = await ending;
        Assert.True(end.StatusCode == StatusCode.OK, end.ToString());
    }

    [Fact]
    public async Task A_server_is_ready_while_it_has_its_lease_and_its_store_answers()
    {
        await Eventually.TrueAsync(async () => await GetHealthAsync() == HttpStatusCode.OK);

        _host.ExpectedErrors.Add("HealthCheckEnd");
        _host.Store.Before = method =>
        {
            if (method == nameof(ISubmissionStore.CountQueuedAsync))
            {
                throw new IOException("store is away");
            }
        };
        _host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetHealthAsync());

        _host.Store.Before = _ => { };
        Assert.Equal(HttpStatusCode.OK, await GetHealthAsync());

        _host.Scheduler.BeginDrain();
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await GetHealthAsync());
    }

    private async Task<HttpStatusCode> GetHealthAsync()
    {
        using var response = await _host.Http.GetAsync(new Uri("/health", UriKind.Relative));
        return response.StatusCode;
    }
}
