namespace Aspire.Hosting;

/// <summary>A parameter has neither a configured value nor a default.</summary>
/// <param name="message">Which one, and the configuration key that gives it.</param>
public class MissingParameterValueException(string message) : DistributedApplicationException(message);
