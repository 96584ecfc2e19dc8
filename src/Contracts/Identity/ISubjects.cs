using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>An applicant in the clear: never in events, outbox, logs or addresses.</summary>
/// <param name="Number">Resident ID or unified credit code.</param>
/// <param name="Representative">Companies: the legal representative's name.</param>
public sealed record Subject(string Id, SubjectKind Kind, string Name, string Number, string? Phone, string? Address, string? Representative);

/// <summary>Whose data it is: applicants' records and the vault that seals what belongs to them.</summary>
public interface ISubjects
{
    ValueTask<Subject?> Find(string id, CancellationToken cancel = default);

    /// <summary>The subject with this resident ID or unified credit code; null if there is none.</summary>
    ValueTask<string?> FindByNumber(string number, CancellationToken cancel = default);

    /// <summary>Those known by exactly this name, whatever dot it is typed with (·, •, ・); nobody's name can be read from the index.</summary>
    ValueTask<IReadOnlyList<string>> FindByName(string name, int most, CancellationToken cancel = default) => ValueTask.FromResult<IReadOnlyList<string>>([]);

    /// <summary>Does this resident ID or unified credit code belong to the subject itself, or to somebody recorded as acting for it in this matter today?</summary>
    ValueTask<bool> ActsFor(string subject, string number, string item, CancellationToken cancel = default);

    /// <summary>Masked names for lists, by identifier; identifiers that are unknown or erased are absent.</summary>
    ValueTask<IReadOnlyDictionary<string, string>> MaskedNames(IReadOnlyCollection<string> ids, CancellationToken cancel = default);

    /// <summary>A person or organisation without an account, received at a counter. Idempotent by number.</summary>
    ValueTask<Outcome<string>> Register(SubjectKind kind, string name, string number, string? phone, CancellationToken cancel = default);

    /// <summary>
    /// Somebody whom others name and nobody has identified: a key of his own for what is kept about him, and no claim on his number. A new one each time.
    /// </summary>
    ValueTask<string> NameUnidentified(SubjectKind kind, string name, CancellationToken cancel = default);

    /// <summary>Seals bytes under the subject's own key; <paramref name="context"/> binds them to their place.</summary>
    ValueTask<byte[]> Seal(string subject, string context, ReadOnlyMemory<byte> plain, CancellationToken cancel = default);

    /// <summary>The bytes, or null where the subject's key was lawfully erased. Throws if the seal does not hold.</summary>
    ValueTask<byte[]?> Open(string subject, string context, ReadOnlyMemory<byte> sealedBytes, CancellationToken cancel = default);
}
