namespace PruneOnBuild.Pruning.Calibration;

/// <summary>Makes the next of a row of values while the last one is being used: models run while statistics are added up.</summary>
internal static class Ahead
{
    /// <summary>make(0) to make(count - 1), one after the other, each made once the one before it is handed out.</summary>
    public static IEnumerable<T> Of<T>(int count, Func<int, T> make)
    {
        if (count == 0)
        {
            yield break;
        }

        var next = Task.Run(() => make(0));
        try
        {
            for (var i = 1; i <= count; i++)
            {
                var made = next.GetAwaiter().GetResult();
                var following = i;
                if (following < count)
                {
                    next = Task.Run(() => make(following));
                }

                yield return made;
            }
        }
        finally
        {
            // Who stops early may dispose of what it is made with.
            ((IAsyncResult)next).AsyncWaitHandle.WaitOne();
        }
    }
}
