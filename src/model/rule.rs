use crate::document::words;
use serde::{Deserialize, Serialize};

words! {
    /// The rule that read a fact or made a repair.
    ///
    /// The page explains each in both languages; the parser's module that owns the rule says what it accepts.
    Rule {
        // Kinds
        /// The word "nota" or "Beslisnota" heads the document.
        NotaHeading = "nota-heading",
        /// The sections "Aanleiding" and "Geadviseerd besluit" (or "Advies") that only a nota has.
        NotaSections = "nota-sections",
        /// "BRIEF VAN DE MINISTER" and "Aan de Voorzitter".
        LetterHeading = "letter-heading",
        /// The letter speaks to "uw Kamer" and is signed by a member of the government.
        LetterAddress = "letter-address",
        /// "MOTIE VAN HET LID".
        MotionHeading = "motion-heading",
        /// "Vragen van het lid … Antwoord van".
        QuestionsHeading = "questions-heading",
        /// The heading of a debate's report.
        DebateHeading = "debate-heading",
        /// "Fiche" with the sections of the working group that assesses Commission proposals (BNC).
        FicheHeading = "fiche-heading",
        /// Nothing marks the kind.
        NoMark = "no-mark",
        // Titles
        /// The line below the word "nota", or after "Beslisnota".
        TitleLine = "title-line",
        /// The line after "Onderwerp" or "Betreft".
        SubjectLine = "subject-line",
        /// The title of the parliamentary dossier.
        DossierTitle = "dossier-title",
        /// "over …" in the heading of written questions.
        QuestionsSubject = "questions-subject",
        /// Put together from kind, sender and date.
        ComposedTitle = "composed-title",
        // The date of the document
        /// A date after the label "Datum".
        DateLabel = "date-label",
        /// "Den Haag, 8 mei 2023".
        PlaceAndDate = "place-and-date",
        /// "Voorgesteld 6 juli 2021".
        ProposedLine = "proposed-line",
        /// "ontvangen 21 juni 2021".
        ReceivedLine = "received-line",
        /// "ingezonden 29 mei 2024", of questions without an answer.
        SentLine = "sent-line",
        /// The day of the sitting above the report of a debate.
        SittingDay = "sitting-day",
        /// Between the last event that the text looks back on and the first that it looks forward to.
        BetweenEvents = "between-events",
        // Dates in the text
        /// Day, month and year are written.
        FullDate = "full-date",
        /// Month and year are written.
        MonthYear = "month-year",
        /// Only a year is written.
        YearOnly = "year-only",
        /// "eind 2022", "medio 2023", "voorjaar 2024", "derde kwartaal".
        PartOfYear = "part-of-year",
        /// A year stands with a later date of the same sentence.
        YearInSentence = "year-in-sentence",
        /// "jl.": the latest such day before the document's date.
        LatestBefore = "latest-before",
        /// "a.s.": the first such day after the document's date.
        FirstAfter = "first-after",
        /// The weekday written fits one of the possible years alone.
        WeekdayProves = "weekday-proves",
        /// The country that presides over the Council does so in one half-year.
        CouncilPresidency = "council-presidency",
        /// The text reports the day as past: "jl.", "heeft … gedeeld".
        LooksBack = "looks-back",
        /// The text announces the day: "a.s.".
        LooksAhead = "looks-ahead",
        /// The same day and month, dated elsewhere in the document.
        SameDay = "same-day",
        /// "vorig jaar", "dit voorjaar", "vorige week": counted from the document's own date.
        RelativeDate = "relative-date",
        /// A paper of the sitting is cited with its session year, which has this day once.
        SessionYear = "session-year",
        /// Another document of the dossier proves the half-year in question.
        DossierEvent = "dossier-event",
        /// The year is not stated and nothing proves it.
        YearOpen = "year-open",
        // References
        /// A number after "Onze referentie", "Ons kenmerk" or "Kenmerk".
        ReferenceLabel = "reference-label",
        /// The publication number at the foot, e.g. `kst-32545-143`.
        PublicationNumber = "publication-number",
        // Ministries and people
        /// The ministry's web address or name in the letterhead.
        Letterhead = "letterhead",
        /// "Eerstverantwoordelijk ministerie" in a fiche.
        ResponsibleMinistry = "responsible-ministry",
        /// The line that the document is written to.
        AddresseeLine = "addressee-line",
        /// The office above a signature.
        SignatureOffice = "signature-office",
        /// "BRIEF VAN DE MINISTER VAN …".
        SenderLine = "sender-line",
        /// "mede namens de …".
        AlsoOnBehalf = "also-on-behalf",
        /// The office or ministry is named in the text.
        NamedInText = "named-in-text",
        /// A name below an office.
        NameBelowOffice = "name-below-office",
        /// A name below a motion.
        NameBelowMotion = "name-below-motion",
        /// "Antwoord van Minister …".
        AnswerLine = "answer-line",
        /// The name of an organisation in the table.
        KnownOrganisation = "known-organisation",
        /// "het lid …", "de motie-…".
        MemberOfParliament = "member-of-parliament",
        /// "minister Yeşilgöz": a name behind an office.
        NameBehindOffice = "name-behind-office",
        /// A name alone below the close of a letter.
        NameBelowClose = "name-below-close",
        // Citations
        /// "Kamerstuk 26 643, nr. 885" in its many forms.
        KamerstukNumber = "kamerstuk-number",
        /// "Handelingen II 2021/22, nr. 100, item 28".
        HandelingenNumber = "handelingen-number",
        /// "COM(2022) 209", "Verordening (EU) 2021/1232".
        EuNumber = "eu-number",
        /// "de motie-Van Raan".
        MotionByName = "motion-by-name",
        /// "mijn brief van 31 januari".
        LetterByDate = "letter-by-date",
        /// "het advies van de AIVD".
        AdviceByAuthor = "advice-by-author",
        /// The number stands in brackets right behind the name.
        NumberInBrackets = "number-in-brackets",
        /// The number stands in the footnote of the sentence.
        NumberInNote = "number-in-note",
        /// The same name or date has a number elsewhere.
        SameName = "same-name",
        /// "het Hongaarse voorzitterschap … een compromisvoorstel", "een stemverklaring".
        PaperByName = "paper-by-name",
        // Positions
        /// The sentence names who speaks.
        NamedSubject = "named-subject",
        /// "ik", "wij": who signs the letter.
        FirstPerson = "first-person",
        /// Nobody is named, and the text is an advice: the civil servants speak.
        AdvisersVoice = "advisers-voice",
        /// Nobody is named, and the text is a letter: who signs it speaks.
        SignersVoice = "signers-voice",
        /// Words that ask, promise or question.
        RequestWords = "request-words",
        // Pairs
        /// Both have the same run of words.
        SharedRun = "shared-run",
        // Repairs
        /// A hyphen that stood only because the line ended.
        LineHyphen = "line-hyphen",
        /// A hyphen that belongs to the word, whose halves stood on two lines.
        HyphenKept = "hyphen-kept",
        /// A sign of Markdown: `**`, `#`, `*`.
        Markup = "markup",
        /// A misread letter, corrected to the word that the list of known words has.
        OcrWord = "ocr-word",
        /// A misread mark of a footnote.
        FootnoteMark = "footnote-mark",
        /// A sign that only the list before it needed.
        ListSign = "list-sign",
        // Other
        /// An abbreviation in brackets behind the name that its letters begin.
        Abbreviation = "abbreviation",
        /// The keepers of the dossier add it.
        Curated = "curated",
    }
}
