using OjApi.Scheduling;

namespace OjApi.Submissions;

/// <summary>The end of an attempt that came to nothing.</summary>
/// <param name="Ending">How it ended.</param>
/// <param name="Reason">What went wrong, for the operator.</param>
/// <param name="SandboxBaseId">Base id of its sandbox, if the one who tells knows better than the store.</param>
/// <param name="EndedAt">When that was noticed.</param>
/// <param name="Counts">What has come to nothing, this attempt included.</param>
internal sealed record AttemptEnd(AttemptEnding Ending, string Reason, string? SandboxBaseId, DateTimeOffset EndedAt, DeliveryCounts Counts);
