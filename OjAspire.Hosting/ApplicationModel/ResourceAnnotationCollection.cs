using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>What has been said about a resource, in order. Filled while the application is composed, read afterwards.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;
