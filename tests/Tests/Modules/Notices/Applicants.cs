using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Tests.Modules.Notices;

/// <summary>Two applicants with a key each, which a test may throw away.</summary>
internal sealed class Applicants : ISubjects
{
    public static readonly Subject Li = new("s-li", SubjectKind.Person, "李小明", "370202199001011237", "13812345678", "青岛市市南区示范路 9 号", null);

    private readonly Dictionary<string, byte[]> keys = new(StringComparer.Ordinal) { ["s-li"] = Sm3.Of("li"u8) };

    public void Erase(string subject) => keys.Remove(subject);

    public ValueTask<string?> FindByNumber(string number, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<string> NameUnidentified(SubjectKind kind, string name, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<bool> ActsFor(string subject, string number, string item, CancellationToken cancel = default) => throw new NotSupportedException();

    public ValueTask<Subject?> Find(string id, CancellationToken cancel = default) => new(keys.ContainsKey(id) ? Li : null);

    public ValueTask<IReadOnlyDictionary<string, string>> MaskedNames(IReadOnlyCollection<string> ids, CancellationToken cancel = default) =>
        new(ids.Where(keys.ContainsKey).ToDictionary(id => id, _ => Masking.Name(Li.Name)));

    public ValueTask<Outcome<string>> Register(SubjectKind kind, string name, string number, string? phone, CancellationToken cancel = default) =>
        throw new NotSupportedException();

    public ValueTask<byte[]> Seal(string subject, string context, ReadOnlyMemory<byte> plain, CancellationToken cancel = default) =>
        new(SealedBox.Seal(keys[subject], Encoding.UTF8.GetBytes(context), plain.Span));

    public ValueTask<byte[]?> Open(string subject, string context, ReadOnlyMemory<byte> sealedBytes, CancellationToken cancel = default) =>
        !keys.TryGetValue(subject, out var key) ? new((byte[]?)null)
        : SealedBox.TryOpen(key, Encoding.UTF8.GetBytes(context), sealedBytes.Span, out var plain) ? new(plain)
        : throw new InvalidOperationException("The seal does not hold.");
}
