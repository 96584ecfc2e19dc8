using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Identity;

/// <summary>
/// Puts the seed's regions, and in demonstration mode its organisations and invented people, into the database. What is there already
/// is left as it is: a second start changes nothing, and what somebody changed since stays changed.
/// </summary>
internal sealed class SeedIdentity(IDbContextFactory<IdentityDb> contexts, InMemoryDirectory directory, SubjectVault subjects, TimeProvider clock)
{
    /// <summary>Also without a demonstration: every installation starts with the tree of places.</summary>
    public async Task<int> Regions(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var known = (await db.Regions.Select(r => r.Code).ToListAsync(cancel)).ToHashSet();
        var missing = SeedFiles.Regions().Where(r => !known.Contains(r.Code)).ToList();
        db.Regions.AddRange(missing);
        await Save(db, missing.Count, cancel);
        return missing.Count;
    }

    public async Task<int> Organisations(CancellationToken cancel = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var known = (await db.Organisations.Select(o => o.Id).ToListAsync(cancel)).ToHashSet();
        var missing = SeedFiles.Organisations().Where(o => !known.Contains(o.Id)).ToList();
        db.Organisations.AddRange(missing.Select(o => o.Row(clock.Now())));
        db.Units.AddRange(missing.SelectMany(o => o.Units()));
        await Save(db, missing.Count, cancel);
        return missing.Count;
    }

    /// <summary>Accounts without a password of their own: see <see cref="DemonstrationPasswords"/>.</summary>
    public async Task<int> People(CancellationToken cancel = default)
    {
        var people = SeedFiles.People();
        await using var db = await contexts.CreateDbContextAsync(cancel);
        var known = (await db.Accounts.Select(a => a.User).ToListAsync(cancel)).ToHashSet();
        var staff = people.Staff.Where(p => !known.Contains(p.User)).ToList();
        var applicants = people.Applicants.Where(p => !known.Contains(p.User)).ToList();
        foreach (var post in staff)
        {
            var account = Account(post.User, Enum.Parse<Role>(post.Role.Replace("-", "", StringComparison.Ordinal), ignoreCase: true), post.Place);
            (account.Name, account.Organisation, account.Unit) = (post.Name, post.Organisation, post.Unit);
            db.Add(account);
        }

        if (applicants.Count > 0)
        {
            var ids = await Subjects(db, people.Subjects, cancel);
            foreach (var applicant in applicants)
            {
                var account = Account(applicant.User, Role.Applicant, applicant.Place);
                db.Add(account);
                db.AddRange(applicant.Hats.Select((hat, place) => new HatRow
                {
                    Account = account.Id,
                    Subject = ids[hat.Subject],
                    Capacity = hat.Capacity,
                    Until = hat.Capacity == Capacity.Agent && applicant.Until is { } until ? DateOnly.Parse(until, CultureInfo.InvariantCulture) : null,
                    Scope = hat.Capacity == Capacity.Agent && applicant.Scope.Count > 0 ? string.Join('|', applicant.Scope) : null,
                    Place = place,
                }));
            }
        }

        await db.SaveChangesAsync(cancel);
        await Ties(db, people, staff, cancel);
        return staff.Count + applicants.Count;
    }

    private async Task Ties(IdentityDb db, SeededPeople people, List<SeededPeople.Post> added, CancellationToken cancel)
    {
        foreach (var tie in people.Interests.Where(t => added.Exists(p => p.User == t.User)))
        {
            var number = people.Subjects.First(s => s.Key == tie.Subject).Number;
            if (await subjects.FindByNumber(number, cancel) is not { } subject) continue;
            var account = await db.Accounts.Where(a => a.User == tie.User).Select(a => a.Id).SingleAsync(cancel);
            db.Interests.Add(new InterestRow { Account = account, Subject = subject, Himself = tie.Himself });
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>All in one save with the accounts: a start that is killed half-way leaves none of them.</summary>
    private async Task<Dictionary<string, string>> Subjects(IdentityDb db, List<SeededPeople.Person> people, CancellationToken cancel)
    {
        var ids = new Dictionary<string, string>();
        foreach (var person in people)
        {
            if (await subjects.FindByNumber(person.Number, cancel) is { } known)
            {
                ids[person.Key] = known;
                continue;
            }

            var (row, key) = subjects.NewRow(person.SubjectKind, person.Record);
            db.Add(row);
            db.Add(key);
            ids[person.Key] = row.Id;
        }

        return ids;
    }

    private AccountRow Account(string user, Role role, string place) => new()
    {
        Id = Ids.New(),
        User = user,
        Role = role,
        Place = RegionCode.Parse(place.PadRight(12, '0')),
        Stamp = Ids.New(),
        CreatedAt = clock.Now(),
    };

    private async Task Save(IdentityDb db, int changes, CancellationToken cancel)
    {
        if (changes == 0) return;
        await db.Bump(cancel);
        await db.SaveChangesAsync(cancel);
        directory.Refresh();
    }
}
