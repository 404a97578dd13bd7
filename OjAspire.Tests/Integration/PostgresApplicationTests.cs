using OjAspire.Tests.Storage;

namespace OjAspire.Tests.Integration;

/// <summary>The whole application on a server, by nothing but its connection string.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresApplicationTests(PostgresServer server)
{
    [Fact]
    public async Task The_application_judges_with_its_submissions_in_the_database_that_it_was_given()
    {
        await using var application = await RunningApplication.StartAsync(new StoreDatabase(server), replicas: 2, sandboxes: 1, slots: 1);

        foreach (var replica in application.Replicas)
        {
            var judged = await replica.JudgeAsync(71, Programs.Sum[71], new { stdin = "1 2\n", expected_output = "3\n" });
            Assert.Equal("AC", judged["verdict"]!.GetValue<string>());
        }

        Assert.Equal(2L, await application.Store.ReadAsync("""SELECT COUNT(*) FROM submissions WHERE "State" = 2"""));
        Assert.Equal(2L, await application.Store.ReadAsync("""SELECT COUNT(DISTINCT "Owner") FROM submissions"""));
    }
}
