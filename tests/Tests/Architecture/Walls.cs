using System.Reflection;
using Microsoft.AspNetCore.Components;
using OneWindow.Tests.Documents;

namespace OneWindow.Tests.Architecture;

/// <summary>
/// `Host → Modules → {Contracts, Storage, Ui} → Kernel`: modules talk through Contracts only, and show nothing but their entry, components and models,
/// so that one can be read, changed or taken out without the others.
/// </summary>
public sealed class Walls
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Kernel"] = [],
        ["Contracts"] = ["Kernel"],
        ["Storage"] = ["Kernel", "Contracts"],
        ["Ui"] = ["Kernel", "Contracts"],
        ["Host"] = ["Kernel", "Contracts", "Storage", "Ui", .. Projects.Modules],
    };

    private static readonly string[] AModuleMayReference = ["Kernel", "Contracts", "Storage", "Ui"];

    [Fact]
    public void Each_project_references_only_what_stands_below_it()
    {
        Assert.NotEmpty(Projects.Modules);
        Assert.Empty(MayReference.Keys.Except(Projects.All.Select(p => p.Name)));
        Assert.Empty(
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
        Assert.DoesNotContain(kernel.Assembly.GetReferencedAssemblies(), a => !a.Name!.StartsWith("System", StringComparison.Ordinal));
    }

    [Fact]
    public void A_module_shows_its_entry_its_components_and_their_models_only()
    {
        foreach (var module in Projects.All.Where(p => p.IsModule))
        {
            var shown = module.Types().Where(t => t.IsVisible).ToList();
            Assert.Contains(shown, t => t.Name == module.Name + "Module" && t is { IsAbstract: true, IsSealed: true });
            Assert.Empty(shown.Where(t => !MayBeShown(t, module)).Select(t => $"{t.FullName} is public; make it internal, or a …Model record of a component"));
        }
    }

    /// <summary>A folder's namespace would clash with the feature's class, and a page without @namespace gets its folder's.</summary>
    [Fact]
    public void A_project_has_one_namespace() => Assert.Empty(
        Projects.All.SelectMany(p => p.Types().Where(t => t.Namespace != $"OneWindow.{p.Name}" && t.Name is not "Program").Select(t => t.FullName)));

    /// <summary>Each class says whether it may be derived from: sealed unless it is abstract, static, or a component (Razor makes those open).</summary>
    [Fact]
    public void Every_class_is_sealed_static_or_abstract()
    {
        var classes = Projects.All.SelectMany(p => p.Types()).Where(t => t.IsClass && !typeof(Delegate).IsAssignableFrom(t)).ToList();
        Assert.NotEmpty(classes);
        Assert.Empty(classes.Where(t => !t.IsSealed && !t.IsAbstract && !IsComponent(t) && t.Name is not "Program").Select(t => t.FullName));
    }

    private static bool MayBeShown(Type type, Project module) =>
        type.Name == module.Name + "Module"
        || IsComponent(type)
        || (type.Name.EndsWith("Model", StringComparison.Ordinal) && IsRecord(type))
        || (type.DeclaringType is { } outer && outer.Name.EndsWith("Model", StringComparison.Ordinal) && MayBeShown(outer, module));

    private static bool IsComponent(Type type) => typeof(IComponent).IsAssignableFrom(type);

    private static bool IsRecord(Type type) => type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.Instance) is not null;
}
