using System.Text.Json.Nodes;

namespace OjAspire.Tests.Judge0;

public sealed class BatchTests(SharedApi api) : IClassFixture<SharedApi>
{
    private static readonly object Good = new { language_id = 71, source_code = "1" };

    [Fact]
    public async Task A_batch_answers_in_its_order_with_tokens_and_errors()
    {
        using var response = await api.Host.PostAsync("/submissions/batch", new { submissions = new object[] { Good, new { language_id = 71 }, "text", Good } });

        Assert.Equal(201, (int)response.StatusCode);
        var answers = (await ApiHost.ReadAsync(response)).AsArray();
        Assert.Equal("""{"source_code":["can\u0027t be blank"]}""", answers[1]!.ToJsonString());
        Assert.Equal("""{"submission":["must be a JSON object"]}""", answers[2]!.ToJsonString());

        var (first, last) = (answers[0]!["token"]!.GetValue<Guid>(), answers[3]!["token"]!.GetValue<Guid>());
        var read = await api.Host.ReadAsync($"/submissions/batch?fields=token,language_id&tokens={last},{Guid.NewGuid()},x,{first},{last}");
        var expected = JsonNode.Parse($$"""
            {"submissions":[{"token":"{{last}}","language_id":71},null,null,{"token":"{{first}}","language_id":71},{"token":"{{last}}","language_id":71}] }
            """);
        Assert.True(JsonNode.DeepEquals(expected, read), read.ToJsonString());
    }

    [Fact]
    public async Task A_batch_without_any_valid_submission_is_refused()
    {
        using var response = await api.Host.PostAsync("/submissions/batch", new { submissions = new object[] { new { language_id = 71 } } });

        Assert.Equal(422, (int)response.StatusCode);
        Assert.Single((await ApiHost.ReadAsync(response)).AsArray());
    }

    [Theory]
    [InlineData("""{"submissions":[]}""", "there should be at least one submission in a batch")]
    [InlineData("""{"submissions":5}""", "there should be at least one submission in a batch")]
    [InlineData("""[]""", "there should be at least one submission in a batch")]
    [InlineData("""{"submissions":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21]}""", "number of submissions in a batch should be less than or equal to 20")]
    public async Task A_batch_of_the_wrong_size_is_refused(string body, string error)
    {
        using var response = await api.Host.PostAsync("/submissions/batch", body);

        Assert.Equal((400, error), ((int)response.StatusCode, (await ApiHost.ReadAsync(response))["error"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("", "there should be at least one submission in a batch")]
    [InlineData("?tokens=,,", "there should be at least one submission in a batch")]
    [InlineData("?tokens=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21", "number of submissions in a batch should be less than or equal to 20")]
    public async Task Reading_the_wrong_number_of_tokens_is_refused(string query, string error)
    {
        using var response = await api.Host.GetAsync("/submissions/batch" + query);

        Assert.Equal((400, error), ((int)response.StatusCode, (await ApiHost.ReadAsync(response))["error"]!.GetValue<string>()));
    }
}
