internal static class ReplicaListExtensions
{
    public static ReplicaList AddReplicaList(this IDistributedApplicationBuilder builder, IResourceBuilder<ProjectResource> target) =>
        new(Path.Combine(Path.GetTempPath(), $"{target.Resource.Name}.json"), target.Resource);

    public static IResourceBuilder<T> WithReplicaList<T>(this IResourceBuilder<T> builder, ReplicaList list, IResourceBuilder<ProjectResource> target)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsRunMode)
            {
                context.EnvironmentVariables["Oj__ReplicaList"] = list.Path;
            }
        });
}
