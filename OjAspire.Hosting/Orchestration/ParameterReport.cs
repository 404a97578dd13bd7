using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;

namespace OjAspire.Hosting.Orchestration;

/// <summary>Asks every parameter for its value before anything starts, and makes them known.</summary>
internal static class ParameterReport
{
    /// <exception cref="DistributedApplicationException">Some have none; the message names all of them.</exception>
    public static async Task PublishAsync(
        DistributedApplicationModel model, ResourceNotificationService notifications, TimeProvider time, CancellationToken cancellationToken)
    {
        List<string> missing = [];
        foreach (var parameter in model.Resources.OfType<ParameterResource>())
        {
            try
            {
                var value = await parameter.GetValueAsync(cancellationToken);
                notifications.Publish(parameter, parameter.Name, _ => new()
                {
                    ResourceType = "Parameter",
                    Properties = [new("Value", value) { IsSensitive = parameter.Secret }],
                    CreationTimeStamp = time.GetUtcNow().UtcDateTime,
                    State = new(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                });
            }
            catch (MissingParameterValueException none)
            {
                missing.Add(none.Message);
            }
        }

        if (missing.Count > 0)
        {
            throw new DistributedApplicationException(string.Join(Environment.NewLine, missing));
        }
    }
}
