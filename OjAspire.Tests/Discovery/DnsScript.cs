namespace OjAspire.Tests.Discovery;

/// <summary>What a <see cref="ScriptedDnsServer"/> says when it is asked for one kind of record.</summary>
/// <param name="Addresses">The records; none means that there are no such records.</param>
internal sealed record DnsScript(params IReadOnlyList<string> Addresses)
{
    /// <summary>Says nothing at all.</summary>
    public static DnsScript Silent { get; } = new() { IsSilent = true };

    /// <summary>Says something that is no answer.</summary>
    public static DnsScript Garbage { get; } = new() { IsGarbage = true };

    public bool IsSilent { get; private init; }

    public bool IsGarbage { get; private init; }

    /// <summary>The error code (RFC 1035 section 4.1.1); 0 means none.</summary>
    public int Code { get; private init; }

    /// <summary>Says only the first record over UDP and that the rest is to be asked for over TCP.</summary>
    public bool IsCut { get; init; }

    /// <summary>How long it takes to answer.</summary>
    public TimeSpan After { get; init; }

    /// <summary>Answers with an error code: 2 is SERVFAIL, 3 NXDOMAIN, 5 REFUSED.</summary>
    public static DnsScript Error(int code) => new() { Code = code };
}
