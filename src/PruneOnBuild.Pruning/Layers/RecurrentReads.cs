namespace PruneOnBuild.Pruning.Layers;

/// <summary>What a linear part of a recurrent layer multiplies.</summary>
internal enum RecurrentReads
{
    /// <summary>The input and the state before the step, [x, h].</summary>
    InputAndState,

    /// <summary>The input alone.</summary>
    Input,

    /// <summary>The state before the step alone.</summary>
    State,

    /// <summary>The input, and the state as far as the reset gate lets it through, [x, r * h].</summary>
    InputAndResetState,
}
