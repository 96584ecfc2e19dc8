using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>The projects under src/, as they lie on disk and as they are loaded. A new module is found by its folder.</summary>
internal static class Projects
{
    public static IReadOnlyList<Project> All { get; } =
    [
        .. Tree.FilesUnder("src/", ".csproj").Select(f => new Project(f)).OrderBy(p => p.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<Project> Modules { get; } = [.. All.Where(p => p.IsModule)];

    /// <summary>Every type that somebody wrote, in all projects.</summary>
    public static IReadOnlyList<Type> Types { get; } = [.. All.SelectMany(p => p.Types())];

    public static Project Named(string name) => All.Single(p => p.Name == name);
}

/// <param name="File">The project file, from the repository's root.</param>
internal sealed record Project(string File)
{
    private const string Ours = "OneWindow.";

    public string Name => Path.GetFileNameWithoutExtension(File);

    public bool IsModule => File.StartsWith("src/Modules/", StringComparison.Ordinal);

    public string Folder => File[..(File.LastIndexOf('/') + 1)];

    /// <summary>Loaded from beside the tests: Host references every module, the tests reference Host.</summary>
    public Assembly Assembly => Assembly.Load(Ours + Name);

    /// <summary>The types that somebody wrote: not what the compiler, Razor's imports or a source generator added.</summary>
    public IEnumerable<Type> Types() => Assembly.GetTypes().Where(t => !IsGenerated(t));

    public IEnumerable<string> OurReferences() =>
        from reference in Assembly.GetReferencedAssemblies()
        let name = reference.Name!
        where name.StartsWith(Ours, StringComparison.Ordinal)
        select name[Ours.Length..];

    /// <summary>What the project file asks for: a reference not yet used leaves no trace in the assembly.</summary>
    public IEnumerable<string> Asked(string element) =>
        from item in XDocument.Parse(Tree.Read(File)).Descendants(element)
        select Path.GetFileNameWithoutExtension(item.Attribute("Include")!.Value.Replace('\\', '/'));

    private static bool IsGenerated(Type type) =>
        type.Name.Contains('<', StringComparison.Ordinal)
        || type.Name is "_Imports"
        || type.Namespace?.StartsWith("OneWindow", StringComparison.Ordinal) == false
        || type.IsDefined(typeof(CompilerGeneratedAttribute), false)
        || type.IsDefined(typeof(GeneratedCodeAttribute), false)
        || (type.DeclaringType is { } outer && IsGenerated(outer));
}
