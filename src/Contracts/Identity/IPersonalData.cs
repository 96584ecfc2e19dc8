using OneWindow.Kernel;

namespace OneWindow.Contracts;

/// <summary>个人信息: what one module keeps of a person. Each module that keeps something answers; together they are the copy, and what stands in the way of erasure.</summary>
public interface IPersonalData
{
    /// <summary>In the clear, for the person himself (个人信息保护法 第四十五条).</summary>
    ValueTask<IReadOnlyList<PersonalPart>> Copy(string subject, CancellationToken cancel = default);

    /// <summary>What law demands to be kept, until when, by which article; nothing: it may go.</summary>
    ValueTask<IReadOnlyList<KeptPart>> MustStay(string subject, CancellationToken cancel = default);

    /// <summary>Removes what does not lie sealed under the person's own key, before that key goes. Idempotent.</summary>
    Task Erase(string subject, CancellationToken cancel = default);
}

/// <summary>A part of the copy: a record, a case, a file.</summary>
public sealed record PersonalPart(string Title, IReadOnlyList<PersonalField> Fields);

public sealed record PersonalField(string Term, string Value);

/// <param name="Until">Null: as long as it is open.</param>
public sealed record KeptPart(string What, DateOnly? Until, Citation Basis);
