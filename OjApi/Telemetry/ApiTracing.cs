using System.Diagnostics;

namespace OjApi.Telemetry;

/// <summary>
/// The spans of a submission's way through this server. With the request before and the sandbox between they are one
/// trace: request → <c>submission queue</c> → <c>submission assign</c> → (sandbox) → <c>verdict store</c>.
/// </summary>
internal static class ApiTracing
{
    /// <summary>Tag with the submission's token.</summary>
    public const string Token = "oj.submission.token";

    /// <summary>Tag with the attempt number of the delivery.</summary>
    public const string Attempt = "oj.submission.attempt";

    /// <summary>Tag with the base id of the sandbox.</summary>
    public const string Sandbox = "oj.sandbox.id";

    private static readonly ActivitySource Source = new("OjAspire.Api");

    /// <summary>Starts a span under a parent that came as W3C traceparent; a span of its own trace when it is absent or malformed.</summary>
    /// <param name="startTime">When the span began, if it is told only afterwards.</param>
    public static Activity? Start(string name, string? traceParent, DateTimeOffset startTime = default)
    {
        if (!ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var parent))
        {
            parent = default;
        }

        return Source.StartActivity(name, ActivityKind.Internal, parent, startTime: startTime);
    }
}
