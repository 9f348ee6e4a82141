namespace PruneOnBuild.Policy;

/// <summary>Order of the three colours of a pixel.</summary>
public enum ChannelOrder
{
    Rgb,
    Bgr,
}
