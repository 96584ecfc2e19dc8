using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;

namespace OneWindow.Identity;

/// <summary>以谁的名义: the same hats as at the sign-in, asked by what works without anybody being there.</summary>
internal sealed class ApplicantHats(IDbContextFactory<IdentityDb> contexts, Hats hats) : IApplicants
{
    public async ValueTask<Actor?> Acting(string account, string subject, CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var row = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == account && a.Role == Role.Applicant && a.Active, cancel);
        return row is null ? null : (await hats.Wear(row, subject, cancel))?.Actor;
    }
}
