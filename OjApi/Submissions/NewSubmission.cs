using Oj.Contracts.Scheduling;
using OjApi.Scheduling.Ordering;

namespace OjApi.Submissions;

/// <summary>A validated request, not stored yet.</summary>
/// <param name="LanguageId">Language id as the client sent it.</param>
/// <param name="Spec">What is to be judged.</param>
/// <param name="CallbackUrl">Where the outcome is sent. Absent means nowhere.</param>
/// <param name="Tenant">On whose behalf it is judged.</param>
/// <param name="Priority">Larger is sooner, within its tenant.</param>
internal sealed record NewSubmission(
    int LanguageId, JobSpec Spec, Uri? CallbackUrl = null, string Tenant = TenantName.Default, int Priority = 0)
{
    /// <summary>The name that it will have. Known before it is stored, so that the answer can be stored with it.</summary>
    public Guid Token { get; } = Guid.NewGuid();
}
