using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Result of a health check.</summary>
/// <param name="Name">Name of the check.</param>
/// <param name="Status">Its result; <see langword="null"/> until it was first made.</param>
/// <param name="Description">What it found, for people.</param>
/// <param name="ExceptionText">Error that it ended with.</param>
public sealed record HealthReportSnapshot(string Name, HealthStatus? Status, string? Description, string? ExceptionText);
