namespace PruneOnBuild.Policy;

/// <summary>Order of the axes of an image batch.</summary>
public enum TensorLayout
{
    Nhwc,
    Nchw,
}
