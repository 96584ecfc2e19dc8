namespace OneWindow.Contracts;

/// <summary>短信直发: a one-time code that somebody waits for before his screen. Nothing of it is kept or queued; everything else goes by the messages' own queue.</summary>
public interface IShortMessages
{
    /// <summary>False: no gateway is connected.</summary>
    bool IsSetUp { get; }

    /// <summary>Whether the gateway took it.</summary>
    /// <param name="key">The same key again is the same message.</param>
    ValueTask<bool> Send(string key, string phone, string text, CancellationToken cancel = default);
}
