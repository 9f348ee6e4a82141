namespace PruneOnBuild.Pruning.Trials;

/// <summary>Multiply-adds that no cut can reach, by the reason why their channels stay.</summary>
/// <param name="Reason">In words a user understands, with the first node that it is about.</param>
/// <param name="Nodes">How many such reasons there are that differ in the node's name, 1 or more.</param>
/// <param name="MultiplyAdds">Multiply-adds of one sample.</param>
public sealed record HeldBack(string Reason, int Nodes, double MultiplyAdds);
