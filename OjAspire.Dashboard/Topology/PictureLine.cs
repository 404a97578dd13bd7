namespace OjAspire.Dashboard.Topology;

/// <summary>A link in the picture.</summary>
/// <param name="Path">As SVG writes it.</param>
/// <param name="Width">Pixels.</param>
internal sealed record PictureLine(TopologyLink Link, string Path, double Width);
