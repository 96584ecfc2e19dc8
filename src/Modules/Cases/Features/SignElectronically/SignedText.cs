using System.Text;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Cases;

/// <summary>
/// 待签内容: the whole application as a text that a person can read and a tool can sign. The same draft gives the same bytes, so whatever changes afterwards shows.
/// </summary>
internal static class SignedText
{
    public static byte[] Of(Draft draft, IReadOnlyList<StoredFile> files, Subject applicant)
    {
        var guide = draft.Guide;
        var text = new StringBuilder()
            .Append("申请书\n\n")
            .Append("事项：").Append(guide.Name).Append('（').Append(guide.Item).Append("，办事指南第 ").Append(guide.Version).Append(" 版）\n")
            .Append("申请人：").Append(applicant.Name).Append('（').Append(applicant.Number).Append("）\n");
        foreach (var section in CheckAnswers.Sections(draft, files))
        {
            text.Append("\n【").Append(section.Title).Append("】\n");
            foreach (var row in section.Rows) text.Append(row.Term).Append('：').Append(row.Value).Append('\n');
        }

        text.Append("\n【文件的指纹（SM3）】\n");
        foreach (var file in files.OrderBy(f => f.Material, StringComparer.Ordinal).ThenBy(f => f.Hash, StringComparer.Ordinal)) text.Append(file.Name).Append('：').Append(file.Hash).Append('\n');
        if (draft.Content.Promised is { } promised && guide.Commitment is { } offer)
        {
            text.Append("\n【承诺】\n").Append(offer.Content).Append('\n')
                .Append("要求：").Append(offer.Requirements).Append('\n')
                .Append("违反承诺的责任：").Append(offer.Liability).Append('\n')
                .Append("告知书的指纹（SM3）：").Append(promised.Told).Append('\n');
        }

        text.Append("\n我确认以上内容和材料真实、有效；如有虚假，愿意承担相应的法律责任。\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static string Hash(byte[] text) => Convert.ToHexStringLower(Sm3.Of(text));
}
