namespace OjApi.Storage.Sqlite;

/// <summary>
/// Commits to a file: it has one writer at a time, and a commit that fails is rolled back by whoever opens the file next, so
/// there is never a doubt. The doorbells are rung when the commit can be seen.
/// </summary>
internal sealed class SqliteCommit(FileDoorbells doorbells) : ICommitMethod
{
    public int Writers => 1;

    public Task<AskFate?> PrepareAsync(SubmissionContext context, Notices notices) => Task.FromResult<AskFate?>(null);

    public void Committed(Notices notices) => doorbells.Ring(notices);
}
