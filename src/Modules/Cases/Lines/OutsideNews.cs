using System.Text;
using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Cases;

/// <summary>外部事件 as a line system sends it. The signature covers a heading and these very bytes, so it can be taken for nothing else.</summary>
/// <param name="Number">Its own number there, unique in the system.</param>
/// <param name="At">When it happened there.</param>
/// <param name="Officer">A meaningless code of who did it; null: not told.</param>
internal sealed record OutsideNews(
    string System, string Number, string Case, string Act, Instant At, string? Officer = null, string? Procedure = null, DateOnly? Until = null, int? Officers = null,
    string? By = null, string? Reasons = null, DateOnly? On = null, TimeOnly? From = null, string? Place = null, bool Public = false)
{
    private const string Heading = "OneWindow outside event 1\n";

    public static byte[] Signed(ReadOnlySpan<byte> body) => [.. Encoding.ASCII.GetBytes(Heading), .. body];

    public static string ProofOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(Sm3.Of(body));

    /// <summary>Null: not of this shape.</summary>
    public static OutsideNews? Read(string body)
    {
        try
        {
            return JsonSerializer.Deserialize<OutsideNews>(body, Json.Options) is { System.Length: > 0 and <= 60, Number.Length: > 0 and <= 100, Case.Length: > 0, Act.Length: > 0 } news ? news : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The act of the lifecycle that it means; null: none that comes from outside, or something of it is missing.</summary>
    public CaseAct? Means(CaseContext context) => Act switch
    {
        "review-begun" => new BeginReview(),
        // The other house checks by its own list; that it has, its signature says.
        "reviewed" => new RecordReview([.. ReviewRules.CheckItems(context)]),
        "procedure-begun" when Procedure is { } begun => new BeginProcedure(begun, Until),
        "procedure-ended" when Procedure is { } ended => new EndProcedure(ended, Officers ?? 0),
        "limit-extended" when TimeLimit.TryParse(By, out var by) => new ExtendLimit(ClockKind.Statutory, by),
        "hearing-right-told" => new TellHearingRight(),
        "hearing-announced" when On is { } on && From is { } from && Place is { } place => new AnnounceHearing(on, from, place, Public),
        "hearing-held" => new HoldHearing(),
        "approved" => new Approve(),
        "refused" => new Refuse(),
        _ => null,
    };
}
