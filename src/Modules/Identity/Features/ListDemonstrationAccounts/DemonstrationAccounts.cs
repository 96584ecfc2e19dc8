using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Identity;

/// <summary>The accounts of the demonstration, as pages and programs show them.</summary>
internal sealed class DemonstrationAccounts(IDbContextFactory<IdentityDb> contexts, Hats hats, IDirectory directory, DemonstrationPasswords passwords)
{
    public async Task<IReadOnlyList<ListDemonstrationAccounts.Account>> All(CancellationToken cancel)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var rows = await db.Accounts.AsNoTracking().Where(a => a.PasswordHash == null && a.Active).ToListAsync(cancel);
        var applicants = await hats.OfAll([.. rows.Where(a => a.Role == Role.Applicant).Select(a => a.Id)], cancel);
        return [.. rows.OrderBy(a => a.Place.Number).ThenBy(a => a.Role).ThenBy(a => a.User, StringComparer.Ordinal)
            .Select(row => Shown(row, applicants.GetValueOrDefault(row.Id, []))).OfType<ListDemonstrationAccounts.Account>()];
    }

    /// <summary>Null for an account that may act for nobody any more.</summary>
    private ListDemonstrationAccounts.Account? Shown(AccountRow row, IReadOnlyList<Hat> worn)
    {
        var applicant = row.Role == Role.Applicant;
        var name = applicant ? Hats.Wear(row, null, worn)?.Actor.Name : row.Name;
        return name is null ? null : new(
            RoleWords.CodeOf(row.Role), RoleWords.Of(row.Role), applicant ? KindOf(worn) : null, row.Place.ToString(), directory.PlaceName(row.Place),
            row.Organisation is { } organisation ? directory.Organisation(organisation)?.Name : null,
            name, row.User, passwords.Of(row.User));
    }

    private static string KindOf(IReadOnlyList<Hat> worn) =>
        worn.Any(h => h.Capacity == Capacity.Agent) ? "agent" : worn.Any(h => h.Capacity == Capacity.Representative) ? "company" : "person";
}
