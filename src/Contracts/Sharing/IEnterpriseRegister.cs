namespace OneWindow.Contracts;

/// <summary>法定代表人（负责人） of an organisation, as the register has him.</summary>
/// <param name="Number">Of his paper.</param>
public sealed record RegisteredHead(string Name, string Number, DateOnly Since);

/// <summary>企业登记: who represents an organisation now, asked of the authority that registers it. Without one, nobody takes an organisation over by himself.</summary>
public interface IEnterpriseRegister
{
    /// <summary>Null: the register knows nothing of it.</summary>
    ValueTask<RegisteredHead?> HeadOf(string subject, CancellationToken cancel = default);
}
