using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace OneWindow.Storage;

public static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, Func<IServiceProvider, Database> database)
    {
        services.AddSingleton(database);
        services.AddModuleDb<PlatformDb>();
        services.AddSingleton<OutsideDoor>();
        services.AddSingleton<Leases>();
        services.AddSingleton<CarriedOut>();
        services.AddSingleton<OutboxBell>();
        services.AddSingleton<OutboxPump>();
        services.AddHostedService(s => s.GetRequiredService<OutboxPump>());
        services.AddSingleton<Settling>();
        services.AddScoped<Migrations>();
        services.AddScoped<Backup>();
        services.AddScoped<Restore>();
        services.AddScoped<SecretRotation>();
        return services;
    }

    /// <summary>A module's context: by scope for requests, by factory for singletons, and among those that migrate at start.</summary>
    public static IServiceCollection AddModuleDb<T>(this IServiceCollection services)
        where T : ModuleDb
    {
        services.AddDbContextFactory<T>(lifetime: ServiceLifetime.Singleton);
        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<T>>().CreateDbContext());
        services.AddScoped<ModuleDb>(s => s.GetRequiredService<T>());
        return services;
    }
}
