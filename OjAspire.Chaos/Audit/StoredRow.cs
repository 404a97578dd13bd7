using OjAspire.Chaos.Stores;

namespace OjAspire.Chaos.Audit;

/// <summary>What the store says of a submission that its interface does not show.</summary>
/// <param name="Token">The submission.</param>
/// <param name="State">0 waiting, 1 with a sandbox, 2 final.</param>
/// <param name="Attempt">The number of the current attempt, from 1.</param>
/// <param name="FinalSequence">The place of its verdict among all; absent before it has one.</param>
/// <param name="Earlier">How many earlier attempts its history has.</param>
/// <param name="EarlierVerdicts">How many of them have a verdict, which only a rejudge brings about.</param>
internal sealed record StoredRow(Guid Token, int State, int Attempt, long? FinalSequence, int Earlier, int EarlierVerdicts)
{
    /// <summary>The state of one that has its verdict.</summary>
    public const int Final = 2;

    private const string All = """
        SELECT "Token", "State", "Attempt", "FinalSequence",
            (SELECT COUNT(*) FROM attempts WHERE "SubmissionId" = submissions."Id" AND attempts."Attempt" < submissions."Attempt"),
            (SELECT COUNT(*) FROM attempts WHERE "SubmissionId" = submissions."Id" AND attempts."Verdict" IS NOT NULL)
        FROM submissions
        """;

    /// <summary>Every submission that there is.</summary>
    public static async Task<IReadOnlyList<StoredRow>> ReadAllAsync(IStore store, CancellationToken cancellationToken)
    {
        await using var connection = await store.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = All;
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<StoredRow>();
        while (await reader.ReadAsync(cancellationToken))
        {
            long? sequence = reader.IsDBNull(3) ? null : reader.GetInt64(3);
            var (earlier, verdicts) = ((int)reader.GetInt64(4), (int)reader.GetInt64(5));
            rows.Add(new StoredRow(reader.GetGuid(0), reader.GetInt32(1), reader.GetInt32(2), sequence, earlier, verdicts));
        }

        return rows;
    }
}
