namespace OjApi.Judge0.Requests;

/// <summary>Lets a request bring what there is room for, until it is answered.</summary>
internal sealed class BodyRoomFilter(BodyRoom room) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        if (request.ContentLength is { } length)
        {
            // Refused before it is read, when it says that it is too much.
            room.Take(length);
            room.Release(length);
        }

        var body = request.Body;
        await using var counted = new CountedBody(body, room);
        request.Body = counted;
        try
        {
            return await next(context);
        }
        finally
        {
            request.Body = body;
        }
    }
}
