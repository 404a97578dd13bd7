namespace OjApi.Judge0.Access;

/// <summary>Lets only authorized requests in; all others get a bare 403.</summary>
internal sealed class AuthorizationFilter(Authorization authorization) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        authorization.Admits(context.HttpContext.Request) ? next(context) : ValueTask.FromResult<object?>(Authorization.Forbidden());
}
