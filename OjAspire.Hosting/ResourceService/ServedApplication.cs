namespace OjAspire.Hosting.ResourceService;

/// <summary>The application that a dashboard is told of.</summary>
/// <param name="Name">Its name, without "AppHost".</param>
/// <param name="Stopping">Cancelled when it begins to stop; ends every watch.</param>
internal sealed record ServedApplication(string Name, CancellationToken Stopping);
