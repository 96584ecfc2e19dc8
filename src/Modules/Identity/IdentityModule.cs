using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Kernel;
using OneWindow.Storage;
using OneWindow.Ui;

namespace OneWindow.Identity;

/// <summary>身份: applicants, agents, staff and their roles, regions and organisations, sign-in.</summary>
public static class IdentityModule
{
    /// <summary>Needs from Host: <see cref="RunMode"/>, <see cref="InstallationSecret"/>, <see cref="TimeProvider"/>, storage, rulebooks.</summary>
    public static IServiceCollection AddIdentity(this IServiceCollection services)
    {
        services.AddModuleDb<IdentityDb>();
        services.AddSingleton<InMemoryDirectory>();
        services.AddSingleton<IDirectory>(s => s.GetRequiredService<InMemoryDirectory>());
        services.AddSingleton<IStaff, StaffList>();
        services.AddSingleton<IInterests, InterestList>();
        services.AddHostedService<DirectoryWatch>();
        services.AddSingleton<SubjectKeys>();
        services.AddSingleton<SubjectVault>();
        services.AddSingleton<ISubjects>(s => s.GetRequiredService<SubjectVault>());
        services.AddSingleton<ChangedPapers>();
        services.AddHostedService<IndexNames>();
        services.AddOpenings();
        services.AddEmergencies();
        services.AddSingleton<SeedIdentity>();
        services.AddSignIn();
        services.AddDoors();
        services.AddSingleton<IApplicants, ApplicantHats>();
        services.AddSingleton<DemonstrationAccounts>();
        services.AddScoped<ManagePeople>();
        services.AddScoped<FirstAdministrators>();
        services.AddScoped<RosterDesk>();
        services.AddScoped<Lendings>();
        services.AddSingleton<IAudit, SecurityAudit>();
        services.AddSingleton<ISecurityLog, SecurityLogReader>();
        services.AddSingleton<IEvidence, IdentityEvidence>();
        // Who was erased since an old backup is not found by his number either.
        services.AddSingleton(new KeptApart("identity", "subject_keys", "subjects", "update {0} set \"NumberIndex\" = null, \"NameIndex\" = null where \"Id\" not in (select \"Subject\" from {1})"));
        services.AddSingleton<IWorkPlaces, PeoplePlace>();
        services.AddAuthorities();
        services.AddStaff();
        services.AddSingleton<BrandBook>();
        // Over the design system's own: whatever shows a brand shows the one that is kept.
        services.AddTransient(s => s.GetRequiredService<BrandBook>().Now.Brand);
        return services;
    }

    public static IEndpointRouteBuilder MapIdentity(this IEndpointRouteBuilder routes) 
    {
        OpenSession.Map(routes);
        SignIn.Map(routes);
        EntrySteps.Map(routes);
        SignOut.Map(routes);
        ListOrganisations.Map(routes);
        RegisterOrganisation.Map(routes);
        ChangeBrand.Map(routes);
        ShowAccount.Map(routes);
        ChangePassword.Map(routes);
        ShowSessions.Map(routes);
        ShareDesk.Map(routes);
        ListPeople.Map(routes);
        OpenAccount.Map(routes);
        ImportRoster.Map(routes);
        LendAdministration.Map(routes);
        BreakGlass.Map(routes);
        ShowPerson.Map(routes);
        ReadSecurityLog.Map(routes);
        routes.MapDoors();
        AuthoritySetup.Map(routes);
        routes.MapStaff();
        routes.MapOpenings();
        if (routes.ServiceProvider.GetRequiredService<RunMode>().Demonstration) ListDemonstrationAccounts.Map(routes);
        return routes;
    }

    /// <summary>After the refusal of foreign posts: a form does nothing under another hat than it was shown under.</summary>
    public static IApplicationBuilder UseShownHat(this IApplicationBuilder app) => app.Use(next => context => HatGuard.Invoke(context, next));
    /// <summary>公用窗口电脑: right after authentication; while it is locked, its session opens nothing.</summary>
    public static IApplicationBuilder UseSharedDesk(this IApplicationBuilder app) => app.Use(next => context => DeskGuard.Invoke(context, next));

    /// <summary>Before the permissions: a form of one post is no forbidden one under another, it is kept and explained.</summary>
    public static IApplicationBuilder UseShownPost(this IApplicationBuilder app) => app.Use(next => context => HatGuard.InvokeForPosts(context, next));

    /// <summary>查看登记: stands after authentication and permissions, before everything that shows something.</summary>
    public static IApplicationBuilder UseOpenings(this IApplicationBuilder app) => OpeningSetup.Watch(app);

    /// <summary>The tree of places, which every installation starts with. Idempotent; after the migrations.</summary>
    public static Task SeedRegions(IServiceProvider services, CancellationToken cancel = default) =>
        services.GetRequiredService<SeedIdentity>().Regions(cancel);

    /// <summary>The demonstration's organisations, people and accounts, and the regions. Idempotent; refuses in real use.</summary>
    public static async Task SeedDemonstration(IServiceProvider services, CancellationToken cancel = default)
    {
        if (!services.GetRequiredService<RunMode>().Demonstration)
        {
            throw new InvalidOperationException("Real use has no demonstration accounts (platform rule 第七条).");
        }

        var seed = services.GetRequiredService<SeedIdentity>();
        await seed.Regions(cancel);
        await seed.Organisations(cancel);
        await seed.People(cancel);
    }

    /// <summary>首任三员, from the console; refused where there is an administrator already. After the migrations.</summary>
    /// <param name="office">The management office that they belong to; registered where it is not yet known.</param>
    /// <returns>The start passwords by user name.</returns>
    public static async Task<Outcome<IReadOnlyDictionary<string, string>>> BeginAdministration(
        IServiceProvider services, RegionCode place, string office, IReadOnlyList<(Role Role, string User, string Name, string Number)> three, CancellationToken cancel = default)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdministrators>().Begin(place, office, three, cancel);
    }

    /// <summary>The demonstration's accounts as a list for the terminal.</summary>
    public static async Task PrintDemonstrationAccounts(IServiceProvider services, TextWriter to, CancellationToken cancel = default)
    {
        await to.WriteLineAsync("演示账号（登录页上也可以直接点选）：");
        foreach (var account in await services.GetRequiredService<DemonstrationAccounts>().All(cancel))
        {
            await to.WriteLineAsync($"  {account.PlaceName}　{account.RoleName}　{account.Name}　{account.User}　{account.Password}");
        }
    }
}
