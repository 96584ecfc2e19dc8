using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using OneWindow.Contracts;
using OneWindow.Kernel;

namespace OneWindow.Rulebooks;

/// <summary>期限问答: the command `deadline`: a limit, its last day, and every day on the way with its reason.</summary>
internal sealed class DeadlineAnswers(Shelf shelf, WorkCalendar calendar)
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers one question into the buffer; a question that cannot be answered is refused and nothing is written.</summary>
    public Refusal? Answer(DeadlineQuestionModel asked, IBufferWriter<byte> into)
    {
        if (Places.Find(shelf, asked.Place) is not { } place) return Places.Unknown(shelf, asked.Place);
        if (!Suspension.TryParse(asked.Start, null, out var start)) return Wrong("start", asked.Start, "日期或时刻，如 2024-03-04 或 2024-03-04T10:00+08:00");
        if (asked.Amount is < 0 or > Deadlines.Longest) return Wrong("amount", asked.Amount.ToString(CultureInfo.InvariantCulture), $"0 到 {Deadlines.Longest} 的整数");
        if (!TimeLimit.TryParseUnit(asked.Unit, out var unit)) return Wrong("unit", asked.Unit, "working-day、calendar-day、month 或 hour");
        var suspensions = new Suspension[asked.Suspensions?.Count ?? 0];
        for (var i = 0; i < suspensions.Length; i++)
        {
            var (from, to) = asked.Suspensions![i];
            if (!Suspension.TryParse(from, to, out suspensions[i])) return Wrong("suspend", $"{from}/{to}", "起/止两个日期或时刻，止不早于起");
        }

        var proof = Deadlines.Explain(start.From, new TimeLimit(asked.Amount, unit), calendar, suspensions, BasisOf(place, unit, start.From.Date));
        using var json = new Utf8JsonWriter(into, Writing);
        Write(json, proof);
        return null;
    }

    /// <summary>Lines of questions in, lines of answers out, in the same order; a refused line is answered with its refusal. Gives how many were refused.</summary>
    public async Task<int> AnswerAll(TextReader questions, Stream answers, CancellationToken cancel)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        var refused = 0;
        while (await questions.ReadLineAsync(cancel) is { } line)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            var why = DeadlineQuestionModel.Read(line) is { } asked ? Answer(asked, buffer) : Wrong("line", line, "一行 JSON：place、start、amount、unit、suspensions");
            if (why is not null)
            {
                refused++;
                Write(buffer, why);
            }

            buffer.Write("\n"u8);
            if (buffer.WrittenCount < 1 << 15) continue;
            await answers.WriteAsync(buffer.WrittenMemory, cancel);
            buffer.ResetWrittenCount();
        }

        await answers.WriteAsync(buffer.WrittenMemory, cancel);
        await answers.FlushAsync(cancel);
        return refused;
    }

    /// <summary>The article by which the place counts: the licensing law for working days, the civil code for the rest.</summary>
    private Citation BasisOf(RegionCode place, LimitUnit unit, DateOnly on)
    {
        var key = unit switch { LimitUnit.WorkingDay => "clock.unit", LimitUnit.Month => "clock.monthEnd", _ => "clock.startDay" };
        return shelf.For(place, ItemType.Licence, on).Find(key)?.Basis
            ?? (from rulebook in shelf.Rulebooks
                from article in rulebook.Articles
                where article.Settings.Any(s => s.Key == key)
                select rulebook.Cite(article)).First();
    }

    private static Refusal Wrong(string field, string value, string right) =>
        new("rulebooks.wrong-question", $"{field} 的值“{value}”读不懂，应是{right}。", PlatformRules.Input);

    private static void Write(Utf8JsonWriter json, Explanation proof)
    {
        json.WriteStartObject();
        if (proof.Due is { } due)
        {
            WriteDate(json, "due"u8, due.Day);
            json.WriteString("dueAt"u8, due.At.ToString());
        }
        else
        {
            json.WriteNull("due"u8);
            json.WriteNull("dueAt"u8);
        }

        json.WriteBoolean("provisional"u8, proof.Due?.Provisional ?? false);
        json.WriteStartArray("counted"u8);
        foreach (var day in proof.Counted)
        {
            json.WriteStartObject();
            WriteDate(json, "date"u8, day.Date);
            json.WriteNumber("n"u8, day.N);
            json.WriteString("why"u8, day.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("skipped"u8);
        foreach (var day in proof.Skipped)
        {
            json.WriteStartObject();
            WriteDate(json, "date"u8, day.Date);
            json.WriteString("why"u8, day.Why);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteBasis(json, proof.Basis);
        json.WriteEndObject();
    }

    private static void Write(IBufferWriter<byte> into, Refusal why)
    {
        using var json = new Utf8JsonWriter(into, Writing);
        json.WriteStartObject();
        json.WriteStartObject("refused"u8);
        json.WriteString("code"u8, why.Code);
        json.WriteString("message"u8, why.Message);
        WriteBasis(json, why.Basis);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteBasis(Utf8JsonWriter json, Citation basis)
    {
        json.WriteStartObject("basis"u8);
        json.WriteString("rulebook"u8, basis.Rulebook);
        json.WriteString("article"u8, basis.Article);
        json.WriteEndObject();
    }

    /// <summary>yyyy-MM-dd without a string in between: a batch writes millions of them.</summary>
    private static void WriteDate(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly date)
    {
        Span<byte> text = stackalloc byte[10];
        date.TryFormat(text, out _, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        json.WriteString(name, text);
    }
}
