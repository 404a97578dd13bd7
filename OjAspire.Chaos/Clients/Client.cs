using System.Net;
using System.Text.Json.Nodes;
using OjAspire.ClusterSim.Clients;

namespace OjAspire.Chaos.Clients;

/// <summary>
/// One user of the application: submits to a replica drawn for each request, tries again elsewhere when it is refused or not answered,
/// and then asks now here, now there for the verdict, sometimes until it is tired of it. Every other submission has an idempotency key.
/// </summary>
/// <param name="number">Which one it is.</param>
/// <param name="random">Draws for it alone.</param>
internal sealed class Client(int number, Random random, IReadOnlyList<Replica> replicas, Ledger ledger, Tally tally)
{
    // Programs of one client have numbers of their own.
    private const int Most = 10_000;

    // In seconds.
    private const double FirstPause = 0.3;
    private const double LongestPause = 2;

    private int _programs;

    /// <summary>Goes on until it is enough; then lets the last request come to its end.</summary>
    public async Task RunAsync(CancellationToken enough)
    {
        try
        {
            while (true)
            {
                await PauseAsync(random.NextDouble(), enough);
                var token = await SubmitAsync(Catalogue.Draw(random, ((number + 1) * Most) + _programs++), enough);
                await FollowAsync(token, TimeSpan.FromSeconds(random.Next(2, 40)), enough);
            }
        }
        catch (OperationCanceledException) when (enough.IsCancellationRequested)
        {
            // It is enough.
        }
    }

    private static Task PauseAsync(double seconds, CancellationToken enough) =>
        Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, enough);

    private async Task<string> SubmitAsync(JudgedProgram program, CancellationToken enough)
    {
        var key = random.Next(2) == 0 ? $"{number}-{_programs}" : null;
        if (key is not null)
        {
            tally.Key(program.Source);
        }

        for (var pause = FirstPause; ; pause = Math.Min(pause * 2, LongestPause))
        {
            var replica = replicas[random.Next(replicas.Count)];
            var path = Relative(random.Next(6) == 0 ? "/submissions?wait=true" : "/submissions");
            try
            {
                // Not cancelled: whether it was accepted is to be known.
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = program.ToBody() };
                if (key is not null)
                {
                    request.Headers.Add("Idempotency-Key", key);
                }

                using var response = await replica.Http.SendAsync(request, CancellationToken.None);
                var answer = await response.Content.ReadAsStringAsync(CancellationToken.None);
                switch (response.StatusCode)
                {
                    case HttpStatusCode.Created:
                        tally.Replay(response.Headers.Contains("Idempotent-Replayed"));
                        return Acknowledge(JsonNode.Parse(answer)!["token"]!.GetValue<string>(), program, replica);
                    case HttpStatusCode.ServiceUnavailable:
                        tally.Refuse();
                        pause = response.Headers.RetryAfter?.Delta?.TotalSeconds ?? pause;
                        break;
                    default:
                        tally.Wonder($"submitting at {replica.Name}: {(int)response.StatusCode} {answer}");
                        break;
                }
            }
            catch (HttpRequestException failure) when (failure.HttpRequestError == HttpRequestError.ConnectionError)
            {
                tally.NotReached();
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                tally.NotAnswered();
            }

            await PauseAsync(pause * (0.5 + random.NextDouble()), enough);
        }
    }

    private string Acknowledge(string token, JudgedProgram program, Replica replica)
    {
        ledger.Add(token, program);
        tally.Acknowledge(token, new Acknowledgement(number, replica.Name, TimeProvider.System.GetUtcNow()));
        return token;
    }

    private async Task FollowAsync(string token, TimeSpan patience, CancellationToken enough)
    {
        var start = TimeProvider.System.GetTimestamp();
        var pause = FirstPause;
        while (TimeProvider.System.GetElapsedTime(start) < patience)
        {
            await PauseAsync(pause, enough);
            pause = Math.Min(pause * 1.5, LongestPause);
            if (await IsFinalAsync(token, replicas[random.Next(replicas.Count)], enough))
            {
                return;
            }
        }
    }

    private async Task<bool> IsFinalAsync(string token, Replica replica, CancellationToken enough)
    {
        try
        {
            using var response = await replica.Http.GetAsync(Relative($"/submissions/{token}?fields={Ledger.Fields}"), enough);
            var answer = await response.Content.ReadAsStringAsync(enough);
            switch (response.StatusCode)
            {
                case HttpStatusCode.OK:
                    return ledger.Note(token, JsonNode.Parse(answer));
                case HttpStatusCode.NotFound:
                    return ledger.Note(token, null);
                case HttpStatusCode.ServiceUnavailable:
                    return false;
                default:
                    tally.Wonder($"reading {token} at {replica.Name}: {(int)response.StatusCode} {answer}");
                    return false;
            }
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!enough.IsCancellationRequested)
        {
            return false;
        }
    }

    private static Uri Relative(string path) => new(path, UriKind.Relative);
}
