using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>The projects under src/, as they lie on disk and as they are loaded. A new module is found by its folder.</summary>
internal static class Projects
{
    /// <summary>Kernel, Contracts …, and each module: every folder of src/ and src/Modules/ with a project in it.</summary>
    public static IReadOnlyList<Project> All { get; } =
        [.. Tree.FilesUnder("src/", ".csproj").Select(f => new Project(Path.GetFileNameWithoutExtension(f), f)).OrderBy(p => p.Name, StringComparer.Ordinal)];

    public static IReadOnlyList<string> Modules { get; } = [.. All.Where(p => p.IsModule).Select(p => p.Name)];

    public static Project Named(string name) => All.Single(p => p.Name == name);
}

internal sealed record Project(string Name, string File)
{
    public bool IsModule => File.StartsWith("src/Modules/", StringComparison.Ordinal);

    public string Folder => File[..(File.LastIndexOf('/') + 1)];

    /// <summary>Loaded from beside the tests: Host references every module, the tests reference Host.</summary>
    public Assembly Assembly => Assembly.Load($"OneWindow.{Name}");

    /// <summary>The types somebody wrote: not what the compiler, Razor's import files or a source generator added.</summary>
    public IEnumerable<Type> Types() => Assembly.GetTypes().Where(t => !MadeByACompiler(t));

    public IEnumerable<string> OurReferences() =>
        Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("OneWindow.", StringComparison.Ordinal)).Select(n => n["OneWindow.".Length..]);

    /// <summary>What the project file itself asks for: a reference not yet used leaves no trace in the assembly.</summary>
    public IEnumerable<string> Asked(string element) =>
        XDocument.Parse(Tree.Read(File)).Descendants(element).Select(e => Path.GetFileNameWithoutExtension((string)e.Attribute("Include")!.Value.Replace('\\', '/')));

    private static bool MadeByACompiler(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.Name is "_Imports"
        || type.Namespace?.StartsWith("OneWindow", StringComparison.Ordinal) == false
        || type.IsDefined(typeof(CompilerGeneratedAttribute), false)
        || type.IsDefined(typeof(System.CodeDom.Compiler.GeneratedCodeAttribute), false)
        || (type.DeclaringType is { } outer && MadeByACompiler(outer));
}
