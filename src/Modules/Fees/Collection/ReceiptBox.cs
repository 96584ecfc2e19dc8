using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Fees;

/// <summary>
/// 电子票据: taken in only if the collection service signed exactly these bytes and they are of this payment; kept sealed, given out to the payer as they came.
/// </summary>
internal sealed class ReceiptBox(CollectionSettings settings, ISubjects subjects)
{
    /// <summary>Null: it is kept. Otherwise what is wrong with it.</summary>
    public async Task<string?> Keep(ChargeRow charge, OutsideAnswer.Said said, Instant now, CancellationToken cancel)
    {
        if (!settings.Signed(said.Body, said.Headers.GetValueOrDefault("X-Signature"))) return "电子票据的签名不对";
        if (said.As<ReceiptText>() is not { } text) return "电子票据无法识别";
        if (text.Number != charge.ReceiptNumber || text.Order != charge.Id) return "电子票据不是这笔缴费的";
        if (text.Amount != charge.Amount.Fen) return "电子票据的金额与实缴不一致";
        (charge.ReceiptCheck, charge.ReceiptKind, charge.ReceiptAt) = (text.Check ?? charge.ReceiptCheck, said.Kind, now);
        charge.Receipt = await subjects.Seal(charge.Subject, Context(charge.Id), said.Body, cancel);
        return null;
    }

    /// <summary>The receipt as it was issued; null: none, or erased with the payer's data.</summary>
    public async Task<byte[]?> Open(ChargeRow charge, CancellationToken cancel) =>
        charge.Receipt is { } kept ? await subjects.Open(charge.Subject, Context(charge.Id), kept, cancel) : null;

    private static string Context(string charge) => $"fee-receipt/{charge}";
}
