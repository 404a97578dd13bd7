using OjApi.Submissions;
using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Processes;

/// <summary>What the store of a cluster says of a submission that its interface does not show.</summary>
internal sealed record StoredSubmission(Guid Token, SubmissionState State, int Attempt, Oj.Contracts.Scheduling.Verdict? Verdict, long? FinalSequence)
{
    /// <summary>Every submission of a store that is in use.</summary>
    public static async Task<IReadOnlyDictionary<Guid, StoredSubmission>> ReadAllAsync(TestStore store)
    {
        await using var connection = await store.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """SELECT "Token", "State", "Attempt", "Verdict", "FinalSequence" FROM submissions""";
        await using var reader = await command.ExecuteReaderAsync();
        var stored = new Dictionary<Guid, StoredSubmission>();
        while (await reader.ReadAsync())
        {
            var submission = new StoredSubmission(
                reader.GetGuid(0),
                (SubmissionState)reader.GetInt32(1),
                reader.GetInt32(2),
                reader.IsDBNull(3) ? null : (Oj.Contracts.Scheduling.Verdict)reader.GetInt32(3),
                reader.IsDBNull(4) ? null : reader.GetInt64(4));
            stored.Add(submission.Token, submission);
        }

        return stored;
    }
}
