using Microsoft.Extensions.Options;
using OjApi.Judge0.Requests;

namespace OjApi.Judge0.Endpoints;

/// <summary>What holds of every request about several submissions.</summary>
internal sealed class BatchRules(IOptions<Judge0Options> options)
{
    private readonly Judge0Options _options = options.Value;

    /// <summary>Tokens that are separated by commas.</summary>
    public static IReadOnlyList<string> Split(string tokens) => tokens.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <exception cref="RequestRefusedException">Batches are not allowed.</exception>
    public void RefuseWhenDisabled()
    {
        if (!_options.EnableBatchedSubmissions)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "batched submissions are not allowed");
        }
    }

    /// <exception cref="RequestRefusedException">There are none, or too many.</exception>
    public void RefuseSize(int count)
    {
        if (count == 0)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "there should be at least one submission in a batch");
        }
        if (count > _options.MaxSubmissionBatchSize)
        {
            throw new RequestRefusedException(
                StatusCodes.Status400BadRequest, $"number of submissions in a batch should be less than or equal to {_options.MaxSubmissionBatchSize}");
        }
    }
}
