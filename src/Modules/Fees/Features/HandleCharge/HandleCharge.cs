using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Fees;

/// <summary>办理缴款单: staff see one charge; who decides the case measures it or waives it by law, the window takes cash or a card, anybody here tries again what failed.</summary>
internal static class HandleCharge
{
    public const string UnitsField = "units";
    public const string AmountField = "amount";
    public const string NoteField = "note";
    public const string MeansField = "means";
    public const string ReferenceField = "reference";

    private static readonly Role[] Deciders = [Role.Reviewer, Role.ChiefRepresentative];
    private static readonly Role[] Cashiers = [Role.Clerk, Role.ChiefRepresentative];

    private static readonly Refusal NotFound = new("fees.not-found", "没有找到这笔费用，或者它不归您办理。", PlatformRules.Permission);

    private static readonly Refusal Changed = new("fees.changed-meanwhile", "这笔费用刚有变化，请看最新的情况后再办。", PlatformRules.NoSilentOverwrite);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var one = $"{ListCharges.Path}/{{charge}}";
        routes.MapGet(one, Show).WithName(nameof(HandleCharge)).AllowRoles(ListCharges.Readers);
        routes.MapPost($"{one}/retry", Retry).WithName("RetryCharge").AllowRoles(ListCharges.Readers);
        routes.MapPost($"{one}/assessment", Assess).WithName("AssessCharge").AllowRoles(Deciders);
        routes.MapPost($"{one}/waiver", Waive).WithName("WaiveCharge").AllowRoles(Deciders);
        routes.MapPost($"{one}/counter", Counter).WithName("PayAtCounter").AllowRoles(Cashiers);
    }

    public static string PathOf(string charge) => $"{ListCharges.Path}/{charge}";

    public static Task<ChargeRow?> Find(FeesDb db, string charge, HttpContext context, CancellationToken cancel) =>
        ListCharges.Within(db.Charges, context.RequireActor()).SingleOrDefaultAsync(c => c.Id == charge, cancel);

    private static async Task<IResult> Show(string charge, HttpContext context, FeesDb db, ISubjects subjects, CancellationToken cancel) =>
        await Find(db, charge, context, cancel) is { } row
            ? Pages.Show<ChargePage>(await ModelOf(db, row, context.RequireActor(), FormState.Empty, subjects, cancel))
            : Pages.Refuse(NotFound);

    private static async Task<IResult> Retry(string charge, HttpContext context, FeesDb db, FollowCharges follow, CancellationToken cancel)
    {
        if (await Find(db, charge, context, cancel) is not { } row) return Pages.Refuse(NotFound);
        await follow.RunNow(row.Id, cancel);
        return Results.LocalRedirect(PathOf(charge));
    }

    private static async Task<IResult> Assess(
        string charge, FormReader form, HttpContext context, FeesDb db, FollowCharges follow, ISubjects subjects, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(db, charge, context, cancel) is not { } row) return Pages.Refuse(NotFound);
        if (row.State != ChargeState.Assessing) return Pages.Refuse(Changed);
        var measured = row.Unit is not null && row.Price.Fen > 0;
        var units = measured ? form.Number(UnitsField, "数量", 1, ChargeRules.MostUnits) : null;
        var reckoned = measured ? null : form.Money(AmountField, "核定金额", minFen: 1);
        var note = form.LongText(NoteField, "怎么核定的", 500);
        if (!form.Ok) return Pages.Again<ChargePage>(await ModelOf(db, row, actor, form.State, subjects, cancel));
        if (!ChargeRules.Assess(row.Price, row.Unit, (int?)units, reckoned).Try(out var amount, out var why))
            return Pages.Again<ChargePage>(await ModelOf(db, row, actor, form.State.Refused(why), subjects, cancel));
        var now = clock.Now();
        (row.Units, row.Amount, row.State, row.SettledBy, row.DueAt) = ((int?)units, amount, ChargeState.Open, actor.Id, now);
        row.Note = await Seal(subjects, row, note, cancel);
        FollowCharges.Say(db, row, $"{row.Id}-charged", FeeStep.Charged, row.Amount, now);
        return await Save(db, row, follow, cancel) ?? Results.LocalRedirect(PathOf(charge));
    }

    private static async Task<IResult> Waive(
        string charge, FormReader form, HttpContext context, FeesDb db, FollowCharges follow, ISubjects subjects, TimeProvider clock, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(db, charge, context, cancel) is not { } row) return Pages.Refuse(NotFound);
        if (row.State is not (ChargeState.Assessing or ChargeState.Open)) return Pages.Refuse(Changed);
        var note = form.LongText(NoteField, "减免的依据和理由", 500);
        if (!form.Ok) return Pages.Again<ChargePage>(await ModelOf(db, row, actor, form.State, subjects, cancel));
        var now = clock.Now();
        // A case that was never told of the charge learns of it now, as nothing.
        if (row.State == ChargeState.Assessing) FollowCharges.Say(db, row, $"{row.Id}-charged", FeeStep.Charged, Money.Zero, now);
        FollowCharges.Say(db, row, $"{row.Id}-waived", FeeStep.Waived, row.Amount, now);
        (row.State, row.SettledBy, row.DueAt) = (ChargeState.Waived, actor.Id, now);
        row.Note = await Seal(subjects, row, note, cancel);
        return await Save(db, row, follow, cancel) ?? Results.LocalRedirect(PathOf(charge));
    }

    /// <summary>Cash or card at our window: the collection service books it, and only its word makes the charge paid.</summary>
    private static async Task<IResult> Counter(
        string charge, FormReader form, HttpContext context, FeesDb db, CollectionOffice office, FollowCharges follow, ISubjects subjects, CancellationToken cancel)
    {
        var actor = context.RequireActor();
        if (await Find(db, charge, context, cancel) is not { } row) return Pages.Refuse(NotFound);
        if (row.State != ChargeState.Open || !row.Ordered) return Pages.Refuse(Changed);
        var means = form.Choice(MeansField, "收款方式", FeeWords.Means);
        var reference = form.Text(ReferenceField, "凭证号", 60);
        if (!form.Ok) return Pages.Again<ChargePage>(await ModelOf(db, row, actor, form.State, subjects, cancel));
        var answer = await office.PayAtCounter(row.Id, means, reference, cancel);
        if (answer is not OutsideAnswer.Said)
        {
            var said = answer switch { OutsideAnswer.No no => no.Reason, OutsideAnswer.Later later => later.Reason, _ => "" };
            var why = new Refusal("fees.counter-not-booked", $"{said}。没有入账，请先不要交出票据；重新提交不会重复入账。", PlatformRules.Capacity);
            return Pages.Again<ChargePage>(await ModelOf(db, row, actor, form.State.Refused(why), subjects, cancel));
        }

        await follow.RunNow(row.Id, cancel);
        return Results.LocalRedirect(PathOf(charge));
    }

    private static async Task<IResult?> Save(FeesDb db, ChargeRow row, FollowCharges follow, CancellationToken cancel)
    {
        row.Version++;
        if (!await db.TrySave(cancel)) return Pages.Refuse(Changed);

        follow.Wake();
        return null;
    }

    private static ValueTask<byte[]> Seal(ISubjects subjects, ChargeRow row, string note, CancellationToken cancel) =>
        subjects.Seal(row.Subject, $"fee-note/{row.Id}", Encoding.UTF8.GetBytes(note), cancel);

    public static async Task<ChargePageModel> ModelOf(FeesDb db, ChargeRow row, Actor actor, FormState form, ISubjects subjects, CancellationToken cancel)
    {
        var names = await subjects.MaskedNames([row.Subject], cancel);
        var note = row.Note is { } kept && await subjects.Open(row.Subject, $"fee-note/{row.Id}", kept, cancel) is { } plain ? Encoding.UTF8.GetString(plain) : null;
        var refunds = await db.Refunds.AsNoTracking().Where(r => r.Charge == row.Id).OrderBy(r => r.AskedAt).ToListAsync(cancel);
        var lines = new List<RefundLineModel>();
        foreach (var refund in refunds) lines.Add(await RefundFee.LineOf(refund, row, actor, subjects, cancel));
        var left = row.Amount - new Money(refunds.Where(r => r.State != RefundState.Declined).Sum(r => r.Amount.Fen));
        return new ChargePageModel(
            PayFee.ModelOf(row), names.GetValueOrDefault(row.Subject) ?? "（已依法删除）", row.State == ChargeState.Assessing ? row.Unit is not null && row.Price.Fen > 0 ? row.Unit : "" : null,
            row.Price, note, row.Trouble || row.Failures > 0 ? row.Reason : null, row.DueAt, row.Serial,
            Deciders.Contains(actor.Role), Cashiers.Contains(actor.Role), RefundFee.Askers.Contains(actor.Role) && row.State == ChargeState.Paid && left.Fen > 0 ? left : null, lines, form)
        {
            Key = ActKey.Of(form[ActKey.Field]),
        };
    }
}

/// <param name="Unit">What is to be measured; "" where a sum is reckoned; null: nothing to assess.</param>
/// <param name="Trouble">What went wrong last; null: nothing.</param>
/// <param name="Refundable">What may still be asked back by this reader; null: nothing.</param>
public sealed record ChargePageModel(
    PayFeeModel Charge, string Applicant, string? Unit, Money Price, string? Note, string? Trouble, Instant? NextTry, string? Serial, bool Decides, bool Cashes,
    Money? Refundable, IReadOnlyList<RefundLineModel> Refunds, FormState Form)
{
    /// <summary>防重复提交: the page sent twice asks for one refund.</summary>
    public string Key { get; init; } = "";
}

/// <param name="Decides">This reader may approve or decline it.</param>
public sealed record RefundLineModel(string Id, Money Amount, string Why, string? Note, string State, StatusKind Kind, Instant AskedAt, string? Trouble, bool Decides, Refusal? Closed);
