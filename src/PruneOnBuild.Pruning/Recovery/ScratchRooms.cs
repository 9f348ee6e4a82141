using System.Collections.Concurrent;

namespace PruneOnBuild.Pruning.Recovery;

/// <summary>A <see cref="Scratch"/> for each thread at work, as many as there were at once.</summary>
internal sealed class ScratchRooms
{
    private readonly ConcurrentBag<Scratch> _free = [];

    public void Use(Action<Scratch> work)
    {
        var room = _free.TryTake(out var used) ? used : new Scratch();
        work(room);
        _free.Add(room);
    }
}
