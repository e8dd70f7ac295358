//! Every failure that a person can be told, in its words.

use std::path::PathBuf;

use plumbline::domain::canonical::CanonicalError;
use plumbline::domain::ids::{QuestionId, SessionId};
use plumbline::domain::level::Seniority;
use plumbline::domain::record::RecordFault;
use plumbline::domain::set::edit::Refusal;
use plumbline::export::writing::WritingError;
use plumbline::frame::failure::{Failure, NoDialog, NotKept, Postponed, Thread};
use plumbline::keys::{Damage, KeyError};
use plumbline::library::save::SaveError;
use plumbline::library::source::FileProblem;
use plumbline::records::RecordsError;
use plumbline::records::backup::BackupError;

use crate::golden;

fn path() -> PathBuf {
    PathBuf::from("/data/sessions.sqlite")
}

fn session() -> SessionId {
    SessionId::parse("2026-09-21-0a1b2c3d4e5f").unwrap()
}

/// One of each kind. The match below fails to compile where a kind is new.
fn failures() -> Vec<Failure> {
    let folder = || PathBuf::from("/home/dana/questions");
    let problem = FileProblem::whole(&folder().join("bank.ron"), "the file is empty");
    let reason = || "there is no space left on the disk".to_owned();
    vec![
        Failure::Stopped(Thread::Records),
        Failure::Stopped(Thread::Files),
        Failure::Settings("Some settings in preferences.ron could not be read".to_owned()),
        Failure::SettingsNotKept(Box::new(Failure::Disk { path: folder(), reason: reason() })),
        Failure::Disk { path: folder(), reason: reason() },
        Failure::NotAFolder(folder()),
        Failure::Save(SaveError::ChangedOnDisk { path: folder().join("set.ron") }),
        Failure::Save(SaveError::Exists { path: folder().join("set.ron") }),
        Failure::Save(SaveError::Disk { path: folder().join("set.ron"), reason: reason() }),
        Failure::SessionFile(ron::Error::Message("no digits".to_owned())),
        Failure::Writing { path: folder().join("card.doc"), error: WritingError::UnknownEnding },
        Failure::Writing {
            path: folder().join("card.xlsx"),
            error: WritingError::Spreadsheet(rust_xlsxwriter::XlsxError::MaxStringLengthExceeded),
        },
        Failure::Problems(vec![problem.clone()]),
        Failure::Problems(vec![problem.clone(), problem]),
        Failure::OpenedContent(folder().join("levels.ron")),
        Failure::NoDialog(NoDialog("this desktop offers none".to_owned())),
        Failure::NoPath,
        Failure::NoBackup(BackupError::Records(RecordsError::DiskFull)),
        Failure::Unsaved(Postponed::Restore),
        Failure::Unsaved(Postponed::Move),
        Failure::RecordsPath,
        Failure::NoRescue(Box::new(Failure::Save(SaveError::Disk {
            path: folder().join("rescue.ron"),
            reason: reason(),
        }))),
        Failure::NotKept(NotKept::Opening),
        Failure::NotKept(NotKept::Undecided),
        Failure::NoInterview(NotKept::Opening),
        Failure::NoInterview(NotKept::ReadOnly("another copy of Plumbline has them".to_owned())),
        Failure::ReadOnlySession("a part of it is damaged".to_owned()),
        Failure::Deleting("Dana Whitfield".to_owned()),
        Failure::Leftover(folder().join("backup.sqlite")),
        Failure::Refused("the interview is over"),
        Failure::NoUndo("the interview is over"),
        Failure::NoKey(KeyError::Damaged {
            path: folder().join("signing.key"),
            damage: Damage::Unmatched,
        }),
        Failure::NoKey(KeyError::NoRandom),
        Failure::Unsalted,
        Failure::Id(SessionId::parse("not an id").unwrap_err()),
        Failure::Canonical(CanonicalError::NotAnInteger("0.5".to_owned())),
        Failure::NoBlueprint(Seniority::SixYears),
        Failure::NothingFits {
            seniority: Seniority::Junior,
            minutes: 15,
            gaps: vec!["Design: 0 of 1 questions".to_owned()],
        },
        Failure::NoSample("the bank has no blueprint".into()),
        Failure::NoPages("the file is damaged".to_owned()),
        Failure::NoSetChosen,
        Failure::Stopped(Thread::Assembly),
        Failure::SetEdit(Refusal::Empty("title")),
        Failure::NoOtherSet,
        Failure::NoAlternative,
        Failure::MissingQuestions {
            title: "Backend, senior".to_owned(),
            missing: vec![QuestionId::parse("orm-n-plus-one").unwrap()],
        },
        Failure::NoRecommendation,
        Failure::NoReason,
    ]
    .into_iter()
    .chain(records().into_iter().map(Failure::Records))
    .collect()
}

fn records() -> Vec<RecordsError> {
    let reason = || "you may not write there".to_owned();
    vec![
        RecordsError::Locked { path: path() },
        RecordsError::ReadOnly { path: path() },
        RecordsError::NewerSchema { path: path(), found: 7, newest: 2 },
        RecordsError::NotOpen,
        RecordsError::Foreign { path: path() },
        RecordsError::Missing { path: path() },
        RecordsError::Displaced { path: path() },
        RecordsError::Damaged { path: path() },
        RecordsError::NoSuchSession(session()),
        RecordsError::SessionExists(session()),
        RecordsError::OutOfOrder { session: session(), expected: 12, found: 14 },
        RecordsError::Tampered { session: session(), seq: 9 },
        RecordsError::Faulty { session: session(), fault: RecordFault::NotPlanned },
        RecordsError::Unreadable { session: session() },
        RecordsError::Twin(session()),
        RecordsError::DiskFull,
        RecordsError::Unwritable { path: path(), reason: reason() },
        RecordsError::Disk { path: path() },
        RecordsError::BadBackup { path: path(), reason: "it is empty".to_owned() },
        RecordsError::BadPlace { path: path(), reason: "it lies in the workspace".to_owned() },
        RecordsError::Database { path: path(), code: 522 },
    ]
}

/// The name of a kind, for a list that lacks none.
fn kind(failure: &Failure) -> &'static str {
    match failure {
        Failure::Stopped(_) => "Stopped",
        Failure::Settings(_) => "Settings",
        Failure::SettingsNotKept(_) => "SettingsNotKept",
        Failure::Disk { .. } => "Disk",
        Failure::NotAFolder(_) => "NotAFolder",
        Failure::Save(_) => "Save",
        Failure::SessionFile(_) => "SessionFile",
        Failure::Writing { .. } => "Writing",
        Failure::Problems(_) => "Problems",
        Failure::OpenedContent(_) => "OpenedContent",
        Failure::NoDialog(_) => "NoDialog",
        Failure::NoPath => "NoPath",
        Failure::Records(_) => "Records",
        Failure::NoBackup(_) => "NoBackup",
        Failure::Unsaved(_) => "Unsaved",
        Failure::RecordsPath => "RecordsPath",
        Failure::NoRescue(_) => "NoRescue",
        Failure::NotKept(_) => "NotKept",
        Failure::NoInterview(_) => "NoInterview",
        Failure::ReadOnlySession(_) => "ReadOnlySession",
        Failure::Deleting(_) => "Deleting",
        Failure::Leftover(_) => "Leftover",
        Failure::Refused(_) => "Refused",
        Failure::NoUndo(_) => "NoUndo",
        Failure::NoKey(_) => "NoKey",
        Failure::Unsalted => "Unsalted",
        Failure::Id(_) => "Id",
        Failure::Canonical(_) => "Canonical",
        Failure::NoBlueprint(_) => "NoBlueprint",
        Failure::NothingFits { .. } => "NothingFits",
        Failure::NoSample(_) => "NoSample",
        Failure::NoPages(_) => "NoPages",
        Failure::NoSetChosen => "NoSetChosen",
        Failure::SetEdit(_) => "SetEdit",
        Failure::NoOtherSet => "NoOtherSet",
        Failure::NoAlternative => "NoAlternative",
        Failure::MissingQuestions { .. } => "MissingQuestions",
        Failure::NoRecommendation => "NoRecommendation",
        Failure::NoReason => "NoReason",
    }
}

const KINDS: usize = 39;

#[test]
fn every_failure_says_what_happened_in_the_words_kept() {
    let failures = failures();
    let kinds: std::collections::BTreeSet<_> = failures.iter().map(kind).collect();
    assert_eq!(kinds.len(), KINDS, "one of each kind: {kinds:?}");
    let lines = failures.iter().map(|failure| format!("{}: {failure}\n", kind(failure)));
    golden::check("words/failures.txt", &lines.collect::<String>());
}
