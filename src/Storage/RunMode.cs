namespace OneWindow.Storage;

/// <summary>
/// How this process was started. Demonstration mode has invented people, their passwords in the open, and a clock that can be moved;
/// real use has none of them and refuses to start with a default secret (platform rule 第七条).
/// </summary>
public sealed record RunMode(bool Demonstration);
