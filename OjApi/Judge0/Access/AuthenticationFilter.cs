using Microsoft.Extensions.Options;

namespace OjApi.Judge0.Access;

/// <summary>Lets only authenticated requests in, when a token is configured; all others get a bare 401.</summary>
internal sealed class AuthenticationFilter(IOptions<Judge0Options> options) : IEndpointFilter
{
    private readonly AccessTokens _tokens = new(options.Value.AuthenticationHeader, options.Value.AuthenticationToken);

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        _tokens.IsEmpty || _tokens.Admits(context.HttpContext.Request)
            ? next(context)
            : ValueTask.FromResult<object?>(Results.StatusCode(StatusCodes.Status401Unauthorized));
}
