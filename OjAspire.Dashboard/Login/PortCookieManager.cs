using System.Globalization;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace OjAspire.Dashboard.Login;

/// <summary>
/// Adds the port to a cookie's name. Browsers share cookies between the ports of a host, so two dashboards side by side on localhost
/// would otherwise log each other's visitors out.
/// </summary>
internal sealed class PortCookieManager : ICookieManager
{
    private readonly ChunkingCookieManager _inner = new();

    public string? GetRequestCookie(HttpContext context, string key) => _inner.GetRequestCookie(context, Named(context, key));

    public void AppendResponseCookie(HttpContext context, string key, string? value, CookieOptions options) =>
        _inner.AppendResponseCookie(context, Named(context, key), value, options);

    public void DeleteCookie(HttpContext context, string key, CookieOptions options) =>
        _inner.DeleteCookie(context, Named(context, key), options);

    private static string Named(HttpContext context, string key) =>
        string.Create(CultureInfo.InvariantCulture, $"{key}.{context.Request.Host.Port ?? context.Connection.LocalPort}");
}
