using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Notices;

/// <summary>脱敏: the document for whoever holds its code and has not signed in: names, numbers and telephones of the applicant are hidden wherever they stand.</summary>
internal static class Masks
{
    private const int LeastLength = 2;

    /// <param name="subject">Null: erased; then only the addressee is known, and is hidden.</param>
    public static NoticeModel Mask(this NoticeModel notice, Subject? subject)
    {
        List<(string Plain, string Masked)> hidden = [];
        var person = subject?.Kind is SubjectKind.Person or null;
        if (person) Hide(notice.Addressee, Masking.Name);
        if (person) Hide(subject is null ? null : SubjectPapers.Plain(subject.Number), Masking.Identifier);
        Hide(subject?.Phone, Masking.Phone);
        Hide(subject?.Representative, Masking.Name);
        Hide(subject?.Address, address => new string('*', Math.Min(8, address.Length)));
        return notice.Each(text => hidden.Aggregate(text, (t, h) => t.Replace(h.Plain, h.Masked, StringComparison.Ordinal)));

        void Hide(string? plain, Func<string, string> mask)
        {
            if (plain?.Length >= LeastLength) hidden.Add((plain, mask(plain)));
        }
    }
}
