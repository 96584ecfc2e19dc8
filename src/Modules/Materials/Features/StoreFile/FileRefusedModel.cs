using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <param name="Return">The page of ours that the applicant came from.</param>
public sealed record FileRefusedModel(Refusal Why, string Return);
