namespace PruneOnBuild.Kernels.Product;

/// <summary>What runs behind a public kernel, written for one instruction set.</summary>
internal unsafe interface IPieces : IDisposable
{
    /// <summary>Does one piece of a call; pieces may run at once.</summary>
    void RunPiece(void* call, int piece);
}
