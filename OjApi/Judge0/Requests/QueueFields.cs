using Microsoft.Extensions.Options;
using OjApi.Judge0.Access;
using OjApi.Scheduling.Ordering;

namespace OjApi.Judge0.Requests;

/// <summary>
/// Reads what decides over a submission's place in the queue. The tenant comes from a header of the request, which a proxy
/// that knows its users can set over whatever they send, or else from the submission itself.
/// </summary>
internal sealed class QueueFields(Authorization authorization, IOptions<Judge0Options> options)
{
    /// <summary>Header that names the tenant of all submissions in a request.</summary>
    public const string TenantHeader = "X-Oj-Tenant";

    private const int MostUrgent = 100;
    private const int LeastUrgent = -100;

    private readonly bool _isRestricted = options.Value.RestrictTenantAndPriority;

    /// <summary>On whose behalf the submission is judged.</summary>
    public string ReadTenant(FieldReader reader, HttpRequest request, FieldErrors errors)
    {
        var ofSubmission = reader.Text(SubmissionFieldNames.Tenant) is { Length: > 0 } text ? text : null;
        var ofRequest = request.Headers[TenantHeader].ToString() is { Length: > 0 } header ? header : null;
        var tenant = ofRequest ?? ofSubmission ?? TenantName.Default;
        if (!TenantName.IsValid(tenant))
        {
            errors.Add(SubmissionFieldNames.Tenant, $"must be {TenantName.Syntax}");
        }
        else if (ofSubmission is not null && !IsSame(ofSubmission, tenant))
        {
            errors.Add(SubmissionFieldNames.Tenant, $"must be the tenant of the request ({tenant})");
        }
        else if (!IsSame(tenant, TenantName.Default) && !MayChoose(request))
        {
            errors.Add(SubmissionFieldNames.Tenant, "setting tenant is not allowed");
        }
        return tenant;
    }

    /// <summary>How urgent the submission is within its tenant.</summary>
    public int ReadPriority(FieldReader reader, HttpRequest request, FieldErrors errors)
    {
        var priority = reader.Integer(SubmissionFieldNames.Priority, byDefault: 0, LeastUrgent, MostUrgent);
        if (priority != 0 && !MayChoose(request))
        {
            errors.Add(SubmissionFieldNames.Priority, "setting priority is not allowed");
        }
        return priority;
    }

    private bool MayChoose(HttpRequest request) => !_isRestricted || authorization.Admits(request);

    private static bool IsSame(string tenant, string other) => tenant.Equals(other, StringComparison.OrdinalIgnoreCase);
}
