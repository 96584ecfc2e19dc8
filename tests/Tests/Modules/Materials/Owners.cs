using System.Collections.Concurrent;
using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Materials;

/// <summary>Owners with a key each, the same after a restart; one can be erased.</summary>
internal sealed class Owners : ISubjects
{
    private readonly ConcurrentDictionary<string, bool> erased = new(StringComparer.Ordinal);

    public void Erase(string subject) => erased[subject] = true;

    public ValueTask<Subject?> Find(string id, CancellationToken cancel = default) =>
        new(erased.ContainsKey(id) ? null : new Subject(id, SubjectKind.Person, "李小明", "370202199001011237", null, null, null));

    public ValueTask<string?> FindByNumber(string number, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<bool> ActsFor(string subject, string number, string item, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyDictionary<string, string>> MaskedNames(IReadOnlyCollection<string> ids, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<Outcome<string>> Register(SubjectKind kind, string name, string number, string? phone, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<string> NameUnidentified(SubjectKind kind, string name, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<byte[]> Seal(string subject, string context, ReadOnlyMemory<byte> plain, CancellationToken cancel = default) =>
        erased.ContainsKey(subject) ? throw new InvalidOperationException("Erased.") : new(SealedBox.Seal(Key(subject), Encoding.UTF8.GetBytes(context), plain.Span));

    public ValueTask<byte[]?> Open(string subject, string context, ReadOnlyMemory<byte> sealedBytes, CancellationToken cancel = default) =>
        erased.ContainsKey(subject) ? new((byte[]?)null)
        : SealedBox.TryOpen(Key(subject), Encoding.UTF8.GetBytes(context), sealedBytes.Span, out var plain) ? new(plain)
        : throw new InvalidOperationException("The seal does not hold.");

    private static byte[] Key(string subject) => Sm3.Of(Encoding.UTF8.GetBytes(subject));
}
