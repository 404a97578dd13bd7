using System.Net;

namespace OjSandbox.Discovery;

/// <summary>Looks up every IPv4 and IPv6 address of a host, as <see cref="Dns.GetHostAddressesAsync(string, CancellationToken)"/> does.</summary>
/// <exception cref="System.Net.Sockets.SocketException">There is no such host, or the resolver does not answer.</exception>
internal delegate Task<IPAddress[]> AddressLookup(string host, CancellationToken cancellationToken);
