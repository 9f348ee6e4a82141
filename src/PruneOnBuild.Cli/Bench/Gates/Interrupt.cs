namespace PruneOnBuild.Cli.Bench.Gates;

/// <summary>The first Ctrl+C asks for an end after the gate at hand, so that what was measured is printed; the second ends the process.</summary>
internal sealed class Interrupt : IDisposable
{
    public Interrupt() => Console.CancelKeyPress += OnPressed;

    public bool IsAsked { get; private set; }

    public void Dispose() => Console.CancelKeyPress -= OnPressed;

    private void OnPressed(object? sender, ConsoleCancelEventArgs pressed)
    {
        pressed.Cancel = !IsAsked;
        IsAsked = true;
    }
}
