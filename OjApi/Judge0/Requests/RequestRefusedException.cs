namespace OjApi.Judge0.Requests;

/// <summary>The request cannot be answered as it is.</summary>
/// <param name="statusCode">A 4xx status.</param>
/// <param name="message">For the client: what is wrong with it.</param>
internal sealed class RequestRefusedException(int statusCode, string message) : Exception(message)
{
    /// <summary>The status to answer with.</summary>
    public int StatusCode { get; } = statusCode;
}
