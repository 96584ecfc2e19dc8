using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OneWindow.Contracts;
using OneWindow.Storage;

namespace OneWindow.Bench;

/// <summary>
/// A list of any length in the layout of a district's list, and guides in the layout of our own export, both the same at every run: the twelve signs of the
/// catalogue part of one code are counted up, names are put together from the words below. No real list is read.
/// </summary>
internal static class ManyItems
{
    private static readonly string[] Acts = ["核发", "设立备案", "变更登记", "注销登记", "延续", "资格认定", "补助申领", "年度核验", "开工备案", "临时占用许可", "质量检验", "信息查询", "奖励申报", "异议裁决", "地址变更", "补证"];

    private static readonly string[] Things =
    [
        "小型餐饮店", "民宿客房", "养老驿站", "托育园", "社区食堂", "共享停车场", "屋顶光伏", "充电站点", "非机动车棚", "沿街广告牌", "果蔬冷库", "水产育苗场", "林下种植地", "乡村驿道", "古树名木", "小型水闸",
        "河道观景台", "渔船码头", "露营基地", "健身步道", "旧书市集", "手工作坊", "影像工作室", "实验动物房", "宠物诊所", "口腔门诊部", "康复辅具店", "心理咨询室", "职业培训班", "灵活就业人员", "高校毕业生", "退役运动员",
    ];

    private static readonly string[] Kinds = ["一类", "二类", "三类", "甲等", "乙等", "丙等", "首次", "换领", "集体", "个人", "跨区", "流动", "季节性", "试点", "联营", "委托", "异地", "线上", "夜间", "应急"];

    private static readonly string[] Levels = ["城区", "镇街", "园区", "社区", "村居", "学校", "医院", "机关", "企业", "场站"];

    private static readonly string[] Departments = ["区商务局", "区民政局", "区农业农村局", "区自然资源局", "区卫生健康局", "区人力资源社会保障局", "区文化旅游局", "区行政审批局"];

    private static readonly string[] Types = ["1", "5", "7", "8", "9", "10", "11", "20"];

    public static IEnumerable<(string Code, string Name, string Department, string Type)> Entries(int count)
    {
        for (var n = 0; n < count; n++)
        {
            var rest = n;
            string Next(string[] words)
            {
                var word = words[rest % words.Length];
                rest /= words.Length;
                return word;
            }

            var (act, thing, kind, level) = (Next(Acts), Next(Things), Next(Kinds), Next(Levels));
            yield return (string.Create(CultureInfo.InvariantCulture, $"511Z{n:D8}-511602000000-000-11511301008778183N-1-00"), $"{level}{thing}{act}（{kind}）", Departments[n % Departments.Length], Types[n % Types.Length]);
        }
    }

    public static async Task Write(string path, int count)
    {
        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        await writer.WriteAsync("{\"items\":[\n");
        var first = true;
        foreach (var (code, name, department, type) in Entries(count))
        {
            var record = new JsonObject { ["itemCode"] = code, ["name"] = name, ["main"] = "未分类", ["dept"] = department, ["taskType"] = type, ["areaCode"] = "511602000000", ["deptCode"] = "" };
            await writer.WriteAsync((first ? "" : ",\n") + record.ToJsonString(Json.Options));
            first = false;
        }

        await writer.WriteAsync("\n]}\n");
    }

    /// <summary>Copies of a guide, each with a key and a name of its own.</summary>
    public static async Task WriteGuides(string path, Guide like, int count)
    {
        await using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        await writer.WriteAsync("{\"guides\":[\n");
        foreach (var ((_, name, _, _), n) in Entries(count).Select((e, n) => (e, n)))
        {
            var record = JsonSerializer.SerializeToNode(like, Json.Options)!.AsObject();
            (record["item"], record["name"]) = (string.Create(CultureInfo.InvariantCulture, $"370202-bench-{n:D6}"), name);
            record.Remove("version");
            record.Remove("hash");
            await writer.WriteAsync((n == 0 ? "" : ",\n") + record.ToJsonString(Json.Options));
        }

        await writer.WriteAsync("\n]}\n");
    }
}
