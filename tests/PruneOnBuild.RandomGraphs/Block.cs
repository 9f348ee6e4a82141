namespace PruneOnBuild.RandomGraphs;

/// <summary>Appends a few nodes to a graph. False where no current value suits it; then nothing was appended.</summary>
public delegate bool Block(GraphBuilder graph);
