using System.Reflection;
using Microsoft.AspNetCore.Components;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>
/// `Host → Modules → {Contracts, Storage, Ui} → Kernel`: modules talk through Contracts only and show nothing but their
/// entry, components and models, so that one can be read, changed or taken out without the others.
/// </summary>
public sealed class Walls
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Kernel"] = [],
        ["Contracts"] = ["Kernel"],
        ["Storage"] = ["Kernel", "Contracts"],
        ["Ui"] = ["Kernel", "Contracts"],
        ["Host"] = ["Kernel", "Contracts", "Storage", "Ui", .. Projects.Modules.Select(m => m.Name)],
    };

    private static readonly string[] AModuleMayReference = ["Kernel", "Contracts", "Storage", "Ui"];

    [Fact]
    public void Each_project_references_only_what_stands_below_it()
    {
        Assert.NotEmpty(Projects.Modules);
        Assert.Empty(MayReference.Keys.Except(Projects.All.Select(p => p.Name)));
        Verdict.None(
            "A module speaks to another through Contracts; whatever stands lower knows nothing of what stands higher.",
            from project in Projects.All
            let allowed = project.IsModule ? AModuleMayReference : MayReference[project.Name]
            from reference in project.OurReferences().Concat(project.Asked("ProjectReference")).Distinct().Except(allowed)
            select $"{project.Name} → {reference}");
    }

    [Fact]
    public void The_kernel_stands_on_the_runtime_alone()
    {
        var kernel = Projects.Named("Kernel");
        Assert.Empty(kernel.Asked("PackageReference").Concat(kernel.Asked("FrameworkReference")));
        Assert.DoesNotContain("\"type\"", Tree.Read(kernel.Folder + "packages.lock.json"), StringComparison.Ordinal);
        Verdict.None(
            "The kernel is small and boring: no packages.",
            from reference in kernel.Assembly.GetReferencedAssemblies()
            where !reference.Name!.StartsWith("System", StringComparison.Ordinal)
            select reference.Name);
    }

    [Fact]
    public void A_module_shows_its_entry_its_components_and_their_models_only()
    {
        foreach (var module in Projects.Modules)
        {
            var shown = module.Types().Where(t => t.IsVisible).ToList();
            Assert.Contains(shown, t => t.Name == module.Name + "Module" && t is { IsAbstract: true, IsSealed: true });
            Verdict.None(
                "What is public can be leant on by others: make it internal, or a …Model record of a component.",
                shown.Where(t => !MayBeShown(t, module)).Select(t => t.FullName));
        }
    }

    [Fact]
    public void A_project_has_one_namespace() => Verdict.None(
        "A folder's namespace would clash with the feature's class, and a page without @namespace gets its folder's.",
        from project in Projects.All
        from type in project.Types()
        where type.Namespace != $"OneWindow.{project.Name}" && !IsEntryPoint(type)
        select type.FullName);

    [Fact]
    public void Every_class_is_sealed_static_or_abstract()
    {
        var classes = Projects.Types.Where(t => t.IsClass).ToList();
        Assert.NotEmpty(classes);
        Verdict.None(
            "A class that is not made to be derived from says so (Razor leaves components open, they are let be).",
            from type in classes
            where !type.IsSealed && !type.IsAbstract && !IsComponent(type) && !IsEntryPoint(type)
            select type.FullName);
    }

    [Fact]
    public void Calls_to_the_outside_are_made_through_one_door()
    {
        // The stand-ins play the outside, in the demonstration only.
        const string Door = "src/Storage/Outgoing/OutsideDoor.cs", Outside = "src/Host/StandIns/";
        string[] ways = ["new HttpClient", "HttpClient client = new(", "new SocketsHttpHandler", "new HttpClientHandler", "AddHttpClient", "IHttpClientFactory", "new HttpMessageInvoker", "WebRequest", "new WebClient"];
        var files = Tree.FilesUnder("src/").Where(f => f.EndsWith(".cs", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal)).ToList();
        Assert.Contains(files, f => f == Door && ways.Any(w => Tree.Read(f).Contains(w, StringComparison.Ordinal)));
        Verdict.None(
            "A client that is made elsewhere can be sent anywhere: take one from OutsideDoor.",
            files.Where(f => f != Door && !f.StartsWith(Outside, StringComparison.Ordinal) && ways.Any(w => Tree.Read(f).Contains(w, StringComparison.Ordinal))));
    }

    private static bool MayBeShown(Type type, Project module) =>
        type.Name == module.Name + "Module"
        || IsComponent(type)
        || IsModel(type)
        || (type.DeclaringType is { } outer && IsModel(outer));

    private static bool IsModel(Type type) =>
        type.Name.EndsWith("Model", StringComparison.Ordinal)
        && type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null;

    private static bool IsComponent(Type type) => typeof(IComponent).IsAssignableFrom(type);

    /// <summary>Host's top-level statements: the compiler names their class and puts it in no namespace.</summary>
    private static bool IsEntryPoint(Type type) => type is { Name: "Program", Namespace: null };
}
