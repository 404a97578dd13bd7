using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OjAspire.Pictures;

/// <summary>A little work, so that there is something to see: programs in several languages, right ones and wrong ones.</summary>
internal sealed class Load(Uri api) : IDisposable
{
    private const int Rounds = 4;
    private const int AtOnce = 14;
    private const string Slow = "import time\ntime.sleep(1.5)\nprint(sum(int(part) for part in input().split()))";

    private static readonly (string Language, string Source)[] Programs =
    [
        ("Python", "print(sum(int(part) for part in input().split()))"),
        ("Python", "print(6 * 9)"),
        ("Python", "raise SystemExit(3)"),
        ("C++", "#include <iostream>\nint main() { long a, b; std::cin >> a >> b; std::cout << a + b << '\\n'; }"),
        ("C++", "int main() { return wrong; }"),
        ("C (", "#include <stdio.h>\nint main(void) { long a, b; scanf(\"%ld %ld\", &a, &b); printf(\"%ld\\n\", a + b); return 0; }"),
        ("JavaScript", "console.log(require('fs').readFileSync(0, 'utf8').trim().split(' ').map(Number).reduce((a, b) => a + b))"),
        ("Java (", "import java.util.*; public class Main { public static void main(String[] a) { Scanner s = new Scanner(System.in); System.out.println(s.nextLong() + s.nextLong()); } }"),
        ("Go", "package main\nimport \"fmt\"\nfunc main() { var a, b int; fmt.Scan(&a, &b); fmt.Println(a + b) }"),
    ];

    private readonly HttpClient _client = new() { BaseAddress = api, Timeout = TimeSpan.FromMinutes(3) };

    /// <summary>Submits all of it and waits until it is judged.</summary>
    public async Task SubmitAsync()
    {
        var languages = (await _client.GetFromJsonAsync<JsonArray>("/languages"))!;
        var known = Programs
            .Select(program => (Id: IdOf(languages, program.Language), program.Source))
            .Where(program => program.Id is not null)
            .ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            await Task.WhenAll(known.Select(program => SubmitAsync(program.Id!.Value, program.Source)));
        }
    }

    /// <summary>Keeps most slots in use until cancelled; ends when what it has submitted is judged.</summary>
    public async Task KeepBusyAsync(CancellationToken cancellationToken)
    {
        var languages = (await _client.GetFromJsonAsync<JsonArray>("/languages", cancellationToken))!;
        var python = IdOf(languages, "Python")!.Value;
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                await SubmitAsync(python, Slow);
            }
        }));
    }

    public void Dispose() => _client.Dispose();

    private static int? IdOf(JsonArray languages, string name) => languages
        .FirstOrDefault(
            language => language!["name"]!.GetValue<string>().StartsWith(name, StringComparison.Ordinal))?["id"]!.GetValue<int>();

    private async Task SubmitAsync(int languageId, string source)
    {
        var submission = new JsonObject { ["language_id"] = languageId, ["source_code"] = source, ["stdin"] = "40 2", ["expected_output"] = "42" };
        using var answer = await _client.PostAsJsonAsync("/submissions?wait=true", submission);
        answer.EnsureSuccessStatusCode();
    }
}
