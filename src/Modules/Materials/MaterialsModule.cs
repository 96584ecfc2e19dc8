using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Materials;

public static class MaterialsModule
{
    public static IServiceCollection AddMaterials(this IServiceCollection services)
    {
        services.AddModuleDb<MaterialsDb>();
        services.AddSingleton(s => s.GetService<IConfiguration>()?.GetSection("Materials").Get<MaterialLimits>() ?? new MaterialLimits());
        services.AddSingleton(s => s.GetService<IConfiguration>()?.GetSection("Materials").Get<ScanSettings>() ?? new ScanSettings());
        services.AddSingleton<FileStore>();
        services.AddSingleton(new KeptFolder("files"));
        services.AddSingleton<ContentKeys>();
        services.AddSingleton<Contents>();
        services.AddSingleton<IPersonalData, FilesOfPerson>();
        services.AddSingleton<VirusScan>();
        services.AddSingleton<SealOldFiles>();
        services.AddHostedService(s => s.GetRequiredService<SealOldFiles>());
        services.AddSingleton<IssuerShelf>();
        services.AddSingleton<ElectronicSignatures>();
        services.AddSingleton<IElectronicSignatures>(s => s.GetRequiredService<ElectronicSignatures>());
        services.AddSingleton<Baskets>();
        services.AddSingleton<IMaterials>(s => s.GetRequiredService<Baskets>());
        services.AddSingleton<Uploads>();
        services.AddSingleton<SweepFiles>();
        services.AddSingleton<IDueWork>(s => s.GetRequiredService<SweepFiles>());
        services.AddHostedService(s => s.GetRequiredService<SweepFiles>());
        return services;
    }

    public static IEndpointRouteBuilder MapMaterials(this IEndpointRouteBuilder routes)
    {
        UploadFile.Map(routes);
        StoreFile.Map(routes);
        RemoveFile.Map(routes);
        DownloadFile.Map(routes);
        ShowSignature.Map(routes);
        VerifySignature.Map(routes);
        return routes;
    }
}
