namespace OneWindow.Contracts;

/// <summary>标准材料的名称, asked of the library: what a text speaks of that a guide does not ask for.</summary>
public interface IMaterialNames
{
    /// <summary>The first standard material (by name or alias) that the text names and the guide does not have; null: none.</summary>
    ValueTask<string?> Foreign(Guide guide, string text, CancellationToken cancel = default);
}
