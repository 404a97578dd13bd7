using System.Collections.Frozen;
using System.Text.Json;
using Grpc.Core;

namespace Oj.Contracts.Scheduling;

/// <summary>How values of the protocol are written in the attributes of metrics. A value that has no name is <c>other</c>, so that there are never more than the names.</summary>
public static class TelemetryNames
{
    private const string Other = "other";

    /// <summary>The name in lower case with underscores, for example <c>wrong_answer</c>.</summary>
    /// <param name="value">A verdict or a kind of message.</param>
    public static string Of<T>(T value)
        where T : struct, Enum => Names<T>.Lower.GetValueOrDefault(value, Other);

    /// <summary>The name as the gRPC specification writes it, for example <c>DEADLINE_EXCEEDED</c>.</summary>
    /// <param name="status">A gRPC status.</param>
    public static string Of(StatusCode status) => Names<StatusCode>.Upper.GetValueOrDefault(status, Other);

    private static class Names<T>
        where T : struct, Enum
    {
        public static FrozenDictionary<T, string> Lower { get; } = Write(JsonNamingPolicy.SnakeCaseLower);

        public static FrozenDictionary<T, string> Upper { get; } = Write(JsonNamingPolicy.SnakeCaseUpper);

        private static FrozenDictionary<T, string> Write(JsonNamingPolicy policy) =>
            Enum.GetValues<T>().ToFrozenDictionary(value => value, value => policy.ConvertName(value.ToString()));
    }
}
