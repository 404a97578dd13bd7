using System.Globalization;
using System.Runtime.Versioning;
using OjSandbox.Runner;

[assembly: SupportedOSPlatform("linux")]

return args switch
{
    ["serve", var user] => Server.Serve(uint.Parse(user, CultureInfo.InvariantCulture)),
    ["extract", var limit] => Extractor.Extract(long.Parse(limit, CultureInfo.InvariantCulture)),
    _ => 2,
};
