using System.Net;
using System.Net.Sockets;

namespace OjSandbox.Discovery;

/// <summary>
/// Looks up the addresses of a host and its full name, as
/// <see cref="Dns.GetHostEntryAsync(string, AddressFamily, CancellationToken)"/> does.
/// </summary>
/// <param name="host">A name; with a dot at its end it is taken as it is, without the search path.</param>
/// <param name="family">IPv4 or IPv6 alone, or <see cref="AddressFamily.Unspecified"/> for both.</param>
/// <exception cref="SocketException">There is no such host, or the resolver does not answer.</exception>
internal delegate Task<IPHostEntry> AddressLookup(string host, AddressFamily family, CancellationToken cancellationToken);
