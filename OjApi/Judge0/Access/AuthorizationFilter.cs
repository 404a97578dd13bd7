using Microsoft.Extensions.Options;

namespace OjApi.Judge0.Access;

/// <summary>Lets only authorized requests in, nobody when no token is configured; all others get a bare 403.</summary>
internal sealed class AuthorizationFilter(IOptions<Judge0Options> options) : IEndpointFilter
{
    private readonly AccessTokens _tokens = new(options.Value.AuthorizationHeader, options.Value.AuthorizationToken);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        _tokens.Admits(context.HttpContext.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status403Forbidden));
}
