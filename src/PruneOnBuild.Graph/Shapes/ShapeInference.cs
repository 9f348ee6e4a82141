namespace PruneOnBuild.Graph.Shapes;

/// <summary>Finds the shape of every tensor of a model without running it.</summary>
public static class ShapeInference
{
    /// <summary>
    /// Time grows linearly with the nodes. What cannot be known stays unknown or symbolic, never guessed; what the file declares
    /// is
    /// used where inference does not know. Shapes that contradict each other are a POB202x error.
    /// </summary>
    /// <param name="symbols">Numbers for the model's named extents (dim_param).</param>
    /// <param name="inputShapes">Extents of graph inputs, by name, instead of those the file declares.</param>
    public static ShapeTable Infer(ModelGraph model, IReadOnlyDictionary<string, long>? symbols = null,
        IReadOnlyDictionary<string, long[]>? inputShapes = null) =>
        new ModelInference(model, symbols ?? new Dictionary<string, long>(), inputShapes ?? new Dictionary<string,
            long[]>()).Infer();
}
