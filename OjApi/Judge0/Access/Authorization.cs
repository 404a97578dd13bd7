using Microsoft.Extensions.Options;

namespace OjApi.Judge0.Access;

/// <summary>Who may do what not everybody may: nobody when no token is configured.</summary>
internal sealed class Authorization(IOptions<Judge0Options> options)
{
    private readonly AccessTokens _tokens = new(options.Value.AuthorizationHeader, options.Value.AuthorizationToken);

    /// <summary>Whether the request carries an authorization token.</summary>
    public bool Admits(HttpRequest request) => _tokens.Admits(request);

    /// <summary>The answer to a request that does not.</summary>
    public static IResult Forbidden() => Results.StatusCode(StatusCodes.Status403Forbidden);
}
