using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using OneWindow.Kernel;
using OneWindow.Storage;

namespace OneWindow.Messages;

internal sealed class MessagesDb(Database database) : ModuleDb(database, Name)
{
    public const string Name = "messages";

    public DbSet<MessageRow> Messages => Set<MessageRow>();

    public DbSet<SendingRow> Sendings => Set<SendingRow>();

    public DbSet<ChoiceRow> Choices => Set<ChoiceRow>();

    protected override void Map(ModelBuilder model)
    {
        var messages = model.Entity<MessageRow>().ToTable("messages");
        messages.HasKey(m => m.Id);
        messages.Ignore(m => m.Owner);
        messages.HasIndex(m => new { m.Case, m.Sequence, m.Subject }).IsUnique().HasDatabaseName("ix_messages_event");
        messages.HasIndex(m => m.Code).IsUnique().HasDatabaseName("ix_messages_code");
        messages.HasIndex(m => new { m.Subject, m.InboxAt }).HasDatabaseName("ix_messages_inbox");
        messages.HasIndex(m => m.MustBeBy).HasDatabaseName("ix_messages_by");
        var sendings = model.Entity<SendingRow>().ToTable("sendings");
        sendings.HasKey(s => s.Id);
        sendings.HasIndex(s => new { s.Message, s.Means }).IsUnique().HasDatabaseName("ix_sendings_message");
        sendings.HasIndex(s => s.DueAt).HasDatabaseName("ix_sendings_due");
        sendings.HasIndex(s => new { s.Trouble, s.Place }).HasDatabaseName("ix_sendings_trouble");
        sendings.HasIndex(s => new { s.State, s.Place }).HasDatabaseName("ix_sendings_state");
        model.Entity<ChoiceRow>().ToTable("choices").HasKey(c => c.Subject);
    }
}

/// <summary>One thing that is told to one applicant: of one event of one case. Identifiers and a few official words in the clear, the text sealed.</summary>
internal sealed class MessageRow
{
    public required string Id { get; init; }

    public required string Case { get; init; }

    /// <summary>Of the event that it tells.</summary>
    public int Sequence { get; init; }

    public required string Type { get; init; }

    /// <summary>Whose inbox it stands in.</summary>
    public required string Subject { get; init; }

    /// <summary>抄送: whose matter it is, under whose key it lies; null: the reader's own.</summary>
    public string? Principal { get; init; }

    /// <summary>抄送: the authority on which the copy rests, asked again at each step; null: no copy.</summary>
    public string? Authority { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    /// <summary>By which anybody can check that it is ours.</summary>
    public required string Code { get; init; }

    public Instant HappenedAt { get; init; }

    /// <summary>联署: the letter that it tells; null: an event of a case.</summary>
    public string? Source { get; init; }

    /// <summary>The outcome in a few words; empty until written.</summary>
    public string Title { get; set; } = "";

    /// <summary>The item's name; empty until written.</summary>
    public string Item { get; set; } = "";

    /// <summary>The <see cref="MessageText"/>, sealed under the key of <see cref="Owner"/>; null until written.</summary>
    public byte[]? Text { get; set; }

    /// <summary>When it stood in the inbox; null: not yet.</summary>
    public Instant? InboxAt { get; set; }

    public Instant? ReadAt { get; set; }

    /// <summary>The ways outside, in order: "sms,phone".</summary>
    public string Plan { get; set; } = "";

    /// <summary>The article that demands telling, or the platform's own.</summary>
    public string Basis { get; set; } = "";

    /// <summary>The day by which an outcome of the online examination must be told; null: none.</summary>
    public DateOnly? MustBeBy { get; set; }

    /// <summary>Set once <see cref="MustBeBy"/> has passed with nothing in the inbox: kept for good.</summary>
    public Instant? BreachedAt { get; set; }

    /// <summary>Whose data the text is.</summary>
    public string Owner => Principal ?? Subject;
}

/// <summary>A message on one way: the outgoing queue, the task of staff, and the proof, in one row.</summary>
internal sealed class SendingRow
{
    public required string Id { get; init; }

    public required string Message { get; init; }

    public required string Subject { get; init; }

    public required string Organisation { get; init; }

    public long Place { get; init; }

    public Means Means { get; init; }

    public SendingState State { get; set; }

    /// <summary>On the list of what failed.</summary>
    public bool Trouble { get; set; }

    public int Failures { get; set; }

    /// <summary>How often its report was asked for.</summary>
    public int Asked { get; set; }

    /// <summary>A new one begins when staff send again what had failed for good: part of <see cref="Key"/>.</summary>
    public int Round { get; set; }

    /// <summary>Some try had no clear answer: it may have gone out.</summary>
    public bool Unclear { get; set; }

    /// <summary>When something is to be done next; null: nothing.</summary>
    public Instant? DueAt { get; set; }

    /// <summary>Until when one worker has it, by the real clock.</summary>
    public Instant LeasedUntil { get; set; }

    [ConcurrencyCheck]
    public int Version { get; set; }

    public Instant CreatedAt { get; init; }

    public Instant? SentAt { get; set; }

    public Instant? DoneAt { get; set; }

    /// <summary>The gateway's or mail host's receipt, or what staff recorded.</summary>
    public string? Proof { get; set; }

    /// <summary>Why it failed, in words without personal data.</summary>
    public string? Reason { get; set; }

    /// <summary>Who of the staff settled it.</summary>
    public string? SettledBy { get; set; }

    /// <summary>The same at every try, so that a gateway can tell a repetition from a second message.</summary>
    public string Key => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}-{Round}");
}

internal enum SendingState
{
    /// <summary>In the queue.</summary>
    Waiting,

    /// <summary>The gateway has it and will report.</summary>
    Sent,

    /// <summary>Arrived, with proof.</summary>
    Done,

    Failed,

    /// <summary>Staff are to call or write.</summary>
    Task,
}

/// <summary>告知偏好: how an applicant wants to be told.</summary>
internal sealed class ChoiceRow
{
    public required string Subject { get; init; }

    public Means First { get; set; }

    public Means? Second { get; set; }

    /// <summary>Short messages by night too.</summary>
    public bool Night { get; set; }

    /// <summary>The <see cref="Contacts"/>, sealed under the applicant's key.</summary>
    public required byte[] Contacts { get; set; }

    public Instant ChangedAt { get; set; }
}
