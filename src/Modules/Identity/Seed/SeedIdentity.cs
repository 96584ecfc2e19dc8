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
            // Their keys first: what an authority says lies sealed under the principal's. Who is known without an account gets one at the next start.
            await db.SaveChangesAsync(cancel);
            foreach (var applicant in applicants)
            {
                var account = Account(applicant.User, Role.Applicant, applicant.Place);
                db.Add(account);
                var self = people.Subjects.First(s => s.Key == applicant.Self);
                foreach (var (hat, place) in applicant.Hats.Select((hat, place) => (hat, place)))
                {
                    db.Add(hat.Capacity == Capacity.Agent
                        ? await Authority(applicant, self, account.Id, ids, hat.Subject, place, cancel)
                        : new HatRow { Account = account.Id, Subject = ids[hat.Subject], Capacity = hat.Capacity, Until = EndOf(people, hat), Place = place });
                }
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

    /// <summary>A written authority with every power, accepted.</summary>
    private async Task<AuthorityRow> Authority(
        SeededPeople.Applicant agent, SeededPeople.Person self, string account, Dictionary<string, string> ids, string principal, int place, CancellationToken cancel)
    {
        var (id, now) = (Ids.New(), clock.Now());
        return new AuthorityRow
        {
            Id = id, Principal = ids[principal], Kind = AuthorityKind.Person, AgentIndex = subjects.IndexOf(self.Number), Agent = ids[agent.Self],
            Box = await Authorities.Seal(subjects, ids[principal], id, new AuthorityWords(self.Name, self.Number, self.Phone), cancel),
            Powers = string.Join('|', PowerWords.All), Items = agent.Scope.Count > 0 ? string.Join('|', agent.Scope) : null,
            From = new DateOnly(2023, 1, 1), Until = agent.Until is { } until ? DateOnly.Parse(until, CultureInfo.InvariantCulture) : new DateOnly(2030, 12, 31),
            GivenBy = "seed", GivenAt = now, AtCounter = true, AcceptedBy = account, AcceptedAt = now, Place = place,
        };
    }

    /// <summary>监护 ends with the eve of the eighteenth birthday (民法典 第十七条).</summary>
    private static DateOnly? EndOf(SeededPeople people, (string Subject, Capacity Capacity) hat) =>
        hat.Capacity == Capacity.Guardian && ResidentId.TryParse(people.Subjects.First(s => s.Key == hat.Subject).Number, out var id) ? id.Birthday.AddYears(18).AddDays(-1) : null;

    /// <summary>Who is there already is found by his number: a start that was killed half-way goes on where it stopped.</summary>
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
