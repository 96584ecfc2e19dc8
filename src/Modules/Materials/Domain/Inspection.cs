using OneWindow.Kernel;

namespace OneWindow.Materials;

/// <summary>验收: may this file, under this name, be taken?</summary>
internal static class Inspection
{
    /// <summary>What the name alone can tell, before a byte is sent.</summary>
    public static Outcome<string> OfName(string sent)
    {
        var name = FileName.Clean(sent);
        return FileKind.AllEndings.Contains(FileName.EndingOf(name)) ? name : FileRefusals.Unknown;
    }

    /// <summary>What name and content tell together. The stream must seek; its position is moved.</summary>
    public static Outcome<FileKind> OfContent(string name, Stream content)
    {
        if (content.Length == 0) return FileRefusals.Empty;
        if (FileKind.Of(content) is not { } kind) return FileRefusals.Unknown;
        if (!kind.Endings.Contains(FileName.EndingOf(name))) return FileRefusals.WrongEnding(name, kind);
        if (Disguise.Of(kind, content)) return FileRefusals.Disguised;
        var why = kind.IsPacked ? Packing.WhyNot(content) : Picture.WhyNot(kind, content);
        return why is null ? kind : why;
    }
}
