using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Cases;

/// <summary>What somebody means to do: the act, and the words that are sealed beside it.</summary>
internal sealed record Intended(CaseAct Act, object? Words = null)
{
    /// <summary>What must be read before the act can be submitted; null: nothing.</summary>
    public Func<Preparing, OpenCase, CancellationToken, ValueTask<Outcome<Intended>>>? Prepare { get; init; }
}

/// <summary>Where an act's preparation reads.</summary>
internal sealed record Preparing(ICases Cases, IReadOnlyList<INotices> Notices, IMaterials Materials, ISubjects Subjects);

/// <summary>An act of the workbench: where its form is sent, who may send it, how it is read from a form and from a program's body.</summary>
/// <param name="Act">Its name in the lifecycle table.</param>
/// <param name="Path">The end of its address.</param>
internal sealed record WorkAct(
    string Act, string Path, Role[] Roles, Func<OpenCase, FormReader, Intended> Read, Func<JsonElement, Intended> Parse)
{
    /// <summary>What stands in its form before anything is typed.</summary>
    public Func<OpenCase, CasePaper, Instant, FormState> Filled { get; init; } = static (_, _, _) => FormState.Empty;

    /// <summary>To which field a refusal of the domain belongs, by its code.</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

    public string Address(CaseNumber number) => $"/work/cases/{number}/{Path}";

    /// <summary>Every act has its form on the case's page; the table below is what is mapped and what the page shows.</summary>
    public static IReadOnlyList<WorkAct> All { get; } =
    [
        AcceptCase.Act, AcceptIncompleteCase.Act, AskForCorrection.Act, AskForCorrection.Extension, DeclineCase.Act,
        ReviewCase.Beginning, ReviewCase.Act, RunProcedure.Beginning, RunProcedure.Ending, HoldHearings.Telling, HoldHearings.Asking, HoldHearings.Announcing, HoldHearings.Act, ExtendHandling.Act, DecideCase.Approval, DecideCase.Refusal,
        DeliverResult.Beginning, DeliverResult.Proof, CheckCommitment.Act, CheckCommitment.Decision, WithdrawAtCounter.Act,
        KeepRecord.Contact, KeepRecord.Lateness, KeepRecord.Termination,
        RequestPerson.AtWindow, CheckApproval.Act,
        DecideCase.OutOfOrder,
        SettleChangedItem.Act, PassCase.Act,
        DeliverAgain.Attempt, DeliverAgain.Change,
        AskColleagues.Asking, AskColleagues.Waiving, AskColleagues.Returning, ClaimCase.Act, ClaimCase.Letting,
        ArrangeVisit.Proposing, ArrangeVisit.Answering, KeepMinutes.Act, RecuseOfficers.Declaring, RecuseOfficers.Deciding,
        RevokeResult.Proposal, RevokeResult.Answer, RevokeResult.Hearing, RevokeResult.Decision,
        ReopenCase.Act, TellDelay.Act,
        ExamineTogether.Act, SettleConflicts.Raising, SettleConflicts.Ruling,
        RectifyRecord.Document, RectifyRecord.Clock, RectifyRecord.Decision, UndoMistake.Act,
        HandPapersOver.Confirming, HandPapersOver.Sending, ResolveDispute.Settling, ResolveDispute.Raising,
    ];
}

/// <summary>Bodies that programs send: what is missing or null is an error of the sender, told as such.</summary>
internal static class Bodies
{
    private static readonly JsonSerializerOptions Strict = new(Json.Options) { RespectRequiredConstructorParameters = true, RespectNullableAnnotations = true };

    /// <summary>Throws <see cref="JsonException"/> on a body of another shape.</summary>
    public static T As<T>(this JsonElement body) => body.Deserialize<T>(Strict) ?? throw new JsonException("The body is null.");
}

/// <summary>Reasons, opinions: the paper of acts that must or may say why.</summary>
internal sealed record Reasons([property: System.Text.Json.Serialization.JsonPropertyName("reasons")] string Text)
{
    public static Reasons? Of(string? text) => string.IsNullOrWhiteSpace(text) ? null : new Reasons(text.Trim());
}

internal sealed record ReasonsBody(string? Reasons = null);
