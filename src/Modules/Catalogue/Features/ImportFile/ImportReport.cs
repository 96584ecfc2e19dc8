using System.Text.Json;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Catalogue;

/// <summary>What came of an import; printed as interfaces.md says.</summary>
internal sealed class ImportReport
{
    private readonly List<Refused> refused = [];

    internal sealed record Basis(string Rulebook, string Article);

    internal sealed record Refused(string Record, string Code, string Message, Basis Basis);

    public int Read { get; set; }

    /// <summary>New or changed.</summary>
    public int Accepted { get; set; }

    public int Unchanged { get; set; }

    public bool AnyRefused => refused.Count > 0;

    public IReadOnlyList<Refused> AllRefused => refused;

    public void Refuse(string record, Fault fault) => Refuse(record, fault.Code, fault.Message, fault.Basis);

    public void Refuse(string record, string code, string message, Citation basis) =>
        refused.Add(new Refused(record, code, message, new Basis(basis.Rulebook, basis.Article)));

    /// <summary>A reason that an earlier part of the same import gave.</summary>
    public void Refuse(ImportRefusalRow known) => refused.Add(new Refused(known.Record, known.Code, known.Message, new Basis(known.Rulebook, known.Article)));

    public string ToJson() => JsonSerializer.Serialize(new { Read, Accepted, Unchanged, Refused = refused }, Json.Options);
}
