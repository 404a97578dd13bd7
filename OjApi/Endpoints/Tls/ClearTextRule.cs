namespace OjApi.Endpoints.Tls;

/// <summary>What becomes of requests without TLS on a port that takes TLS.</summary>
internal enum ClearTextRule
{
    /// <summary>They are answered.</summary>
    Allowed,

    /// <summary>They are turned away.</summary>
    Refused,
}
