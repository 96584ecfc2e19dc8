namespace OneWindow.Catalogue;

/// <summary>How well what was typed fits into a text, step by step: slips, wrong characters and letters count less than the same character.</summary>
internal static class Alignment
{
    private const float Wrong = -0.6f;
    private const float Skipped = -0.4f;

    /// <summary>The greatest sum of likenesses over a stretch, as a share of the steps typed; and how much of the text it covers.</summary>
    public static (float Typed, float Text) Best(ReadOnlySpan<QuestionUnit> typed, string text)
    {
        if (typed.Length == 0 || text.Length == 0) return default;
        Span<float> before = stackalloc float[text.Length + 1];
        Span<float> now = stackalloc float[text.Length + 1];
        before.Clear();
        now.Clear();
        var best = 0f;
        foreach (var unit in typed)
        {
            for (var j = 1; j <= text.Length; j++)
            {
                var like = unit.Likeness(text[j - 1]);
                var step = before[j - 1] + (like > 0 ? like : Wrong);
                var value = Math.Max(Math.Max(0, step), Math.Max(before[j], now[j - 1]) + Skipped);
                now[j] = value;
                if (value > best) best = value;
            }

            var swap = before;
            before = now;
            now = swap;
        }

        return (best / typed.Length, Math.Min(1, best / text.Length));
    }
}
