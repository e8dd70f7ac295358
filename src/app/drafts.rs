//! What the person is typing and choosing on each screen, before it is a step.
//!
//! Drafts outlive a change of screen, so that nothing typed is lost by looking something up.

use std::collections::BTreeMap;
use std::path::Path;

use super::errand::Errand;
use super::jobs::ExportJob;
use crate::domain::event::{NoteTag, Recommendation};
use crate::domain::ids::{QuestionId, SessionId, SetId, TextId};
use crate::domain::level::{Kind, Level, Seniority};
use crate::domain::rubric::Step;
use crate::records::backup;

/// The screens.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Screen {
    /// Where the program begins.
    #[default]
    Home,
    /// Candidate, role, interviewer, set.
    Start,
    /// Every session.
    Sessions,
    /// Every question.
    Bank,
    /// Every set, and a proposal.
    Sets,
    /// The interview.
    Live,
    /// What is left to do behind it.
    WrapUp,
    /// The report of a session.
    Scorecard,
    /// Preferences.
    Settings,
}

impl Screen {
    /// The heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Home => "Home",
            Self::Start => "New interview",
            Self::Sessions => "Sessions",
            Self::Bank => "Bank",
            Self::Sets => "Sets",
            Self::Live => "Interview",
            Self::WrapUp => "Wrap-up",
            Self::Scorecard => "Scorecard",
            Self::Settings => "Settings",
        }
    }
}

/// Where the focus is to go next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Focus {
    /// Away from every field, so that plain keys are commands.
    Nowhere,
    /// The first field of the screen or of the popup.
    First,
    /// The note of the interview.
    Note,
    /// The search field.
    Search,
    /// A strength of the wrap-up.
    Strength,
    /// A concern of the wrap-up.
    Concern,
    /// The recommendation of the wrap-up.
    Recommendation,
}

/// Every draft.
#[derive(Debug, Default)]
pub struct Drafts {
    /// Where the focus is to go when the next frame is drawn.
    pub focus: Option<Focus>,
    /// Whether the note of the interview is being typed.
    pub is_typing_note: bool,
    /// How many pages the screen is to scroll, down or up.
    pub scroll_pages: i32,
    /// The Start screen.
    pub start: StartDraft,
    /// The list of sessions.
    pub sessions: SessionsDraft,
    /// The bank.
    pub bank: BankDraft,
    /// The sets.
    pub sets: SetsDraft,
    /// The note of the interview.
    pub note: NoteDraft,
    /// The interview.
    pub live: LiveDraft,
    /// The wrap-up of the current session.
    pub wrap_up: WrapUpDraft,
    /// The wrap-ups of other sessions, as they were left.
    pub put_aside: BTreeMap<SessionId, WrapUpDraft>,
    /// The export of a scorecard.
    pub card: CardDraft,
    /// The settings.
    pub settings: SettingsDraft,
}

/// Which set an interview is held with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SetChoice {
    /// A set of the library.
    Ready(SetId),
    /// The proposal, or the file, that the Sets screen shows.
    Shown,
}

/// Candidate, role, interviewer and set of an interview to come.
#[derive(Debug, Default)]
pub struct StartDraft {
    /// The candidate's name.
    pub candidate: String,
    /// The role.
    pub role: String,
    /// The interviewer's name.
    pub interviewer: String,
    /// The set; none is chosen for the person where there are several.
    pub set: Option<SetChoice>,
}

/// The list of sessions.
#[derive(Debug, Default)]
pub struct SessionsDraft {
    /// What is searched for.
    pub query: String,
    /// The chosen row.
    pub selected: Option<SessionId>,
    /// How many rows more than the usual are shown.
    pub more: u32,
}

/// The question bank.
#[derive(Debug, Default)]
pub struct BankDraft {
    /// What is searched for.
    pub query: String,
    /// Only this level.
    pub level: Option<Level>,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this topic.
    pub topic: Option<String>,
    /// The chosen question.
    pub selected: Option<QuestionId>,
}

/// The question sets.
#[derive(Debug)]
pub struct SetsDraft {
    /// The seniority to propose for.
    pub seniority: Seniority,
    /// The whole interview in minutes.
    pub minutes: u16,
    /// Which of equally good sets.
    pub seed: u64,
    /// The chosen item.
    pub selected: Option<QuestionId>,
}

impl Default for SetsDraft {
    fn default() -> Self {
        Self { seniority: Seniority::SixYears, minutes: 60, seed: 0, selected: None }
    }
}

/// A note while it is typed. It is written down every two seconds and when the field is left.
#[derive(Debug, Default)]
pub struct NoteDraft {
    /// The words.
    pub text: String,
    /// What it is evidence of, unless the words begin with a sign that says so.
    pub tag: Option<NoteTag>,
    /// It stays out of exports.
    pub private: bool,
    /// The question it belongs to.
    pub question: Option<QuestionId>,
    /// The note under which it was written down so far, and what it said.
    pub written: Option<(TextId, NoteTag, bool, String)>,
    /// When it was last changed or written down, on the monotonic clock.
    pub touched_ms: Option<u64>,
    /// The words as they were when something else was done last: until more are typed, that comes
    /// first to be undone.
    pub text_at_act: Option<String>,
}

/// The interview.
#[derive(Debug, Default)]
pub struct LiveDraft {
    /// The expected answer is shown.
    pub shows_answer: bool,
    /// It was opened just now, and is to be brought into view.
    pub reveals_answer: bool,
    /// When the question on stage changed last, on the monotonic clock.
    pub staged_ms: Option<u64>,
    /// The plan is shown where the window is narrow.
    pub shows_plan: bool,
}

/// The wrap-up.
#[derive(Debug, Default)]
pub struct WrapUpDraft {
    /// The session that the draft belongs to.
    pub session: Option<SessionId>,
    /// The question that is looked at.
    pub selected: Option<QuestionId>,
    /// A strength.
    pub strength: NoteDraft,
    /// A concern.
    pub concern: NoteDraft,
    /// The recommendation; none until a person chooses one.
    pub recommendation: Option<Recommendation>,
    /// Its reason.
    pub reason: String,
    /// What of it was written down.
    pub written: Option<(Recommendation, String)>,
    /// When it was last changed or written down, on the monotonic clock.
    pub touched_ms: Option<u64>,
}

/// The export of a scorecard.
#[derive(Debug, Default)]
pub struct CardDraft {
    /// The file.
    pub path: String,
    /// The file that is proposed, and the one without the candidate's name in it.
    pub proposed: [String; 2],
    /// Leave the candidate's name out.
    pub mask: bool,
    /// Private notes leave too; asked each time.
    pub include_private: bool,
}

impl CardDraft {
    /// Once the name is masked, or no longer: the proposed name of the file follows, in whatever
    /// folder and with whatever ending; a name of one's own stays.
    pub fn follow_mask(&mut self) {
        let [named, masked] = &self.proposed;
        let (from, to) = if self.mask { (named, masked) } else { (masked, named) };
        let path = Path::new(&self.path);
        let (Some(stem), Some(to)) = (path.file_stem(), Path::new(to).file_stem()) else { return };
        if Path::new(from).file_stem() != Some(stem) {
            return;
        }
        let mut name = to.to_owned();
        if let Some(ending) = path.extension() {
            name.push(".");
            name.push(ending);
        }
        self.path = path.with_file_name(name).display().to_string();
    }
}

/// The settings.
#[derive(Debug, Default)]
pub struct SettingsDraft {
    /// The folder of the workspace.
    pub workspace: String,
    /// The file of the records.
    pub records: String,
    /// The interviewer's name, once it was touched.
    pub interviewer: Option<String>,
    /// What the field of the workspace said when it was filled in or submitted; it says something else
    /// only while somebody is changing it.
    pub settled_workspace: String,
    /// The same of the field of the records.
    pub settled_records: String,
}

/// A question put to the person, or a small form, over the screen.
#[derive(Debug)]
pub enum Popup {
    /// Every command.
    Palette {
        /// What is searched for.
        query: String,
        /// The chosen row.
        selected: usize,
    },
    /// Every key.
    Help,
    /// Why a question is left out.
    Skip {
        /// The question.
        question: QuestionId,
        /// The reason.
        reason: String,
    },
    /// A question outside the set.
    Unplanned {
        /// Its words.
        text: String,
    },
    /// Candidate, role and interviewer.
    Details(StartDraft),
    /// The end of the conversation.
    End {
        /// The session.
        session: SessionId,
        /// Why before its time.
        reason: String,
    },
    /// The seal.
    Submit,
    /// The end of a session's records.
    Delete {
        /// The session.
        session: SessionId,
        /// The candidate's name.
        name: String,
    },
    /// A change to a sealed session.
    Amend(AmendDraft),
    /// A file that an export would replace.
    Replace {
        /// The export that met it.
        job: ExportJob,
        /// Whose scorecard would take its place.
        candidate: String,
    },
    /// A backup that the records are to be restored from.
    Restore(backup::Copy),
    /// A file by its path; a file dialog is offered beside it.
    Path {
        /// What for.
        errand: Errand,
        /// The path.
        path: String,
    },
    /// The program is to close while an interview runs or something is unsaved.
    Close,
}

/// A change to a sealed session, before it is one.
#[derive(Debug, Clone, Default)]
pub struct AmendDraft {
    /// What changes.
    pub what: Amending,
    /// The recommendation from now on.
    pub recommendation: Option<Recommendation>,
    /// The question whose score changes.
    pub question: Option<QuestionId>,
    /// Its step from now on.
    pub step: Option<Step>,
    /// Why, or the remark itself.
    pub reason: String,
}

/// What an amendment is to change.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Amending {
    /// Nothing: it only adds a remark.
    #[default]
    Remark,
    /// The recommendation.
    Recommendation,
    /// The score of a question.
    Score,
}
