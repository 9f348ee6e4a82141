namespace PruneOnBuild.Kernels.Conv;

/// <summary>The plans of all shapes that were met so far. Reading needs no lock, and a plan keeps its index.</summary>
internal sealed class ConvPlans<TPlan>(Func<int, int, int, TPlan> create) : IDisposable
    where TPlan : class, IPlanned
{
    private readonly object _building = new();
    private volatile TPlan[] _plans = [];

    public TPlan this[int index] => _plans[index];

    /// <summary>Index of the plan for inputs of this height and width, computed by so many workers.</summary>
    public int IndexOf(int height, int width, int workers)
    {
        int index = Find(height, width, workers);
        if (index >= 0)
            return index;
        lock (_building)
        {
            index = Find(height, width, workers);
            if (index >= 0)
                return index;
            _plans = [.. _plans, create(height, width, workers)];
            return _plans.Length - 1;
        }
    }

    public void Dispose()
    {
        foreach (var plan in _plans)
            plan.Dispose();
    }

    private int Find(int height, int width, int workers)
    {
        var plans = _plans;
        for (int i = 0; i < plans.Length; i++)
            if (plans[i].InputHeight == height && plans[i].InputWidth == width && plans[i].Workers == workers)
                return i;
        return -1;
    }
}
