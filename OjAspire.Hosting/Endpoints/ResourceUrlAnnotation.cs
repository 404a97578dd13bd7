namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address shown for a resource.</summary>
public sealed class ResourceUrlAnnotation : IResourceAnnotation
{
    /// <summary>The address.</summary>
    public required string Url { get; set; }

    /// <summary>Text shown in its place. <see langword="null"/> shows the address.</summary>
    public string? DisplayText { get; set; }

    /// <summary>The endpoint that it is the address of.</summary>
    public EndpointReference? Endpoint { get; init; }
}
