namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the distributed application: a project, a parameter, a connection string.</summary>
public interface IResource
{
    /// <summary>Name in the application model, unique without regard to case.</summary>
    string Name { get; }

    /// <summary>Everything that has been said about the resource, in the order in which it was said.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
