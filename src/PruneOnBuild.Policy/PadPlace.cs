namespace PruneOnBuild.Policy;

/// <summary>Where padding goes.</summary>
public enum PadPlace
{
    Center,
    End,
}
