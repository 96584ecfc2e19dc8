namespace OneWindow.Catalogue;

/// <summary>Who, on what ground, how soon, with what.</summary>
internal static partial class DraftSchema
{
    private static DraftSectionModel Basics => new("basics", "基本情况", "这件事叫什么，是哪一类。实施主体和区划由您的岗位决定，不用填。",
    [
        Line("name", "事项名称", "办事的人看得懂、和权责清单一致，例如“食品经营许可（新办）”。", 60).Must(),
        One("type", "事项类型", "依申请办理的七类权力，或者公共服务。", DraftOptions.Types).Must(),
        Line("basicCode", "基本编码", "12 位，照基本目录抄，例如 000131023001；第 3、4 位是事项类型。", 12).Must(),
        Line("implementationCode", "实施编码", "31 位，由主体代码、层级和基本编码组成；还没有的留空。", 31),
        Line("handlingCode", "办理项编码", "33 位，实施编码后再加 2 位顺序号；没有的留空。", 33),
        One("exerciseLevel", "行使层级", "哪一级机关行使，例如区里的局选“区县级”。", DraftOptions.Levels).Must(),
        Flag("formReviewOnly", "只作形式审查", "只看材料齐不齐、式样对不对，不判断实质内容的，打勾。"),
        Flag("renewal", "这是许可证的延续", "原来的许可证到期前续办的，打勾。"),
        Flag("concernsOthers", "直接关系他人重大利益", "会直接影响邻居、同业等别人的，打勾；办理时要告诉他们。"),
        Lines("safetyAreas", "直接关系的安全领域", "一行一个，只写法律说的：公共安全、人身健康、生命财产安全；没有的留空。", 20),
    ], []) { Because = [Laws.ItemTypes, Laws.OneSystem], Also = ["item", "organisation", "place", "process"] };

    private static DraftSectionModel Who => new("audience", "谁可以办", "服务对象和受理条件。一条写一个条件，让人能自己对照。",
        [Many("audience", "服务对象", "可以选几种。", DraftOptions.Audience).Must()],
        [
            new("conditions", "条件", DraftDocument.Words, [Text(DraftDocument.Words, "条件", "一条一句，例如“有与经营的食品相适应的场所，与污染源保持规定的距离”。不要写“符合有关部门规定”这样的话。", 300).Must()])
            {
                Empty = "还没有写条件。没有条件限制的，写一条“不限”。",
            },
        ]) { Because = [Laws.Elements, Laws.NoVagueWords] };

    private static DraftSectionModel Grounds => new("bases", "设定依据", "凭哪部法律办这件事。没有依据的事项不能公布。", [],
        [new("bases", "依据", "law", Basis("", "设定依据", "中华人民共和国食品安全法"))]) { Because = [Laws.Lists] };

    private static DraftSectionModel Limits => new("limits", "办多久", "从受理起算。承诺时限要比法定时限短。",
    [
        Limit("statutoryLimit", "法定办结时限", "法律写的最长时间，例如 20 个工作日；法律没有规定的留空。"),
        Limit("promisedLimit", "承诺办结时限", "我们承诺的时间，例如 10 个工作日；当场就能办的选“当场办结”，就是即办件。").Must(),
    ], []) { Because = [Laws.StatutoryLimit, Laws.PromisedShorter], Also = ["onTheSpot"] };

    private static DraftSectionModel Papers => new("materials", "要交的材料", "只列真正要的；每一项都要有依据。能从别的机关查到的选“我们自己调取”，份数写 0。", [],
    [
        new("materials", "材料", "name",
        [
            Line("name", "材料名称", "写具体的名称，例如“法定代表人身份证”；不能写“其他材料”“有关证明”。", 60).Must(),
            One("kind", "材料种类", "要申请人填的表选“表格文书”。", DraftOptions.MaterialKinds).Must(),
            One("source", "从哪里来", "能共享的不要申请人交。", DraftOptions.Sources).Must(),
            Line("issuer", "出具机关，或者中介机构的资质要求", "例如“医疗卫生机构”；中介出具的必须写资质。", 60),
            Flag("required", "必须有", "缺了就不能受理的，打勾。"),
            Flag("main", "主要材料", "缺了没法审的是主要材料，不能容缺。"),
            Flag("tolerable", "可以容缺", "先受理、稍后补的，打勾。"),
            Whole("originals", "原件份数", "不收原件写 0；只看一眼、当场退的也写 0。").Must(),
            Whole("copies", "复印件份数", "通常 1 份或 0 份。").Must(),
            Line("format", "规格", "例如“A4”。", 30),
            Flag("electronic", "收电子件", "照片、扫描件或电子证照就可以的，打勾。"),
            Text("standard", "怎样才算合格", "写清楚看什么，例如“标明各功能间和食品流向，尺寸与现场相符”。", 300),
            Many("defects", "可能有的问题", "补正时只能指出这里选了的问题。", DraftOptions.DefectKinds).Must(),
            new("onlyIf", "什么情形才要", DraftFieldModel.Kinds.Situation, "按申请人在表单里的回答。什么情形都要的，不选。"),
            .. Basis("basis", "要这项材料的依据", "食品经营许可和备案管理办法"),
            Text("blank", "空表", "表格类材料：空白表的文字，申请人照着填。", 8000).Seldom(),
            Text("sample", "填写样本", "表格类材料：填好的样子。", 8000).Seldom(),
            Whole("validMonths", "几个月内有效", "例如体检证明 12；不过期的留空。").Seldom(),
            .. Basis("copiesBasis", "要多份的依据", "中华人民共和国公司登记管理条例").Select(f => f.Seldom()),
            .. Basis("paperBasis", "必须交纸质的依据", "中华人民共和国票据法").Select(f => f.Seldom()),
        ])
        {
            Empty = "还没有材料。什么都不用交的事项，就让它空着。",
            Begins = """{"kind":"certificate","source":"applicant","required":true,"main":false,"tolerable":false,"originals":0,"copies":1,"electronic":true,"defects":["missing","unreadable"]}""",
        },
    ]) { Because = [Laws.MaterialElements, Laws.BothChannels] };

    private static DraftSectionModel Way => new("steps", "办理步骤", "受理以后一步一步怎么走，每一步谁做、几天。写了特别程序的，办件时才能用。",
        [],
        [
            new("steps", "步骤", "name",
            [
                Line("name", "步骤名称", "例如“受理”“审查”“决定”“制证送达”。", 30).Must(),
                Limit("limit", "这一步最多多久", "例如 1 个工作日；各步加起来不超过承诺时限。"),
                Line("actor", "谁来做", "例如“综合窗口”“食品经营许可审查人员”。", 60),
            ]) { Begins = """{"actor":""}""" },
            new("specialProcedures", "特别程序", "name",
            [
                Line("name", "程序名称", "例如“现场核查”“专家评审”“听证”。", 30).Must(),
                Limit("limit", "最多多久", "不计入办结时限，但是要写明；说不准的留空，到时书面告诉申请人。"),
                .. Basis("basis", "特别程序的依据", "中华人民共和国食品安全法"),
            ]) { Empty = "没有特别程序。" },
        ]) { Because = [Laws.SharedProcess, Laws.StatutoryLimit], Also = ["review"] };
}
