//! Records that are gone, short or damaged: what one copy lost another gives back, and what none has
//! is said.

use std::fs;
use std::path::Path;

use plumbline::domain::record::SessionRecord;
use plumbline::records::backup::{self, Occasion};
use plumbline::records::sqlite::SqliteStore;
use plumbline::records::vault::{Cause, Decision, Depth, Finding, Opening, Shelf, Vault};
use plumbline::records::{RecordStore, RecordsError};
use rusqlite::Connection;

use crate::rig::{
    DAY_MS, back_up, batch, check_untouched, check_whole, crashed, cut, decide, files, fill,
    fingerprints, flip, folder, image, keep, open, shelf, submitted, trouble, under_way, wal,
};

#[test]
fn a_fault_between_two_sessions_costs_nothing() {
    let other = folder();
    let (mut vault, _) = open(&self::shelf(other.path()));
    keep(&mut vault, &submitted("stranger"));
    drop(vault);
    let other = other.path().join("records/sessions.sqlite");
    type Fault<'f> = &'f dyn Fn(&Shelf);
    // SQLite lays the whole journal over what lies there, so that nothing is to be said.
    let silent = ["nothing", "cut to half", "another database in its place", "not a database"];
    let cases: [(&str, Fault<'_>); 10] = [
        ("nothing", &|_| ()),
        ("an empty file", &|shelf| fs::write(&shelf.records, "").unwrap()),
        ("an empty file without its journal", &|shelf| {
            fs::write(&shelf.records, "").unwrap();
            fs::remove_file(wal(shelf)).unwrap();
        }),
        ("cut to half", &|shelf| cut(&shelf.records, 2)),
        ("cut to half without its journal", &|shelf| {
            cut(&shelf.records, 2);
            fs::remove_file(wal(shelf)).unwrap();
        }),
        ("another database in its place", &|shelf| {
            fs::copy(&other, &shelf.records).unwrap();
        }),
        ("another database, no journal", &|shelf| {
            fs::copy(&other, &shelf.records).unwrap();
            fs::remove_file(wal(shelf)).unwrap();
        }),
        ("no journal of SQLite", &|shelf| fs::remove_file(wal(shelf)).unwrap()),
        ("half a journal of SQLite", &|shelf| cut(&wal(shelf), 2)),
        ("not a database", &|shelf| fs::write(&shelf.records, "milk, bread".repeat(400)).unwrap()),
    ];
    for (what, fault) in cases {
        let (_image, shelf, filled) = crashed();
        fault(&shelf);
        let (vault, findings) = open(&shelf);
        check_whole(&vault, &filled.all(), what);
        assert_eq!(findings.is_empty(), silent.contains(&what), "{what}: {findings:?}");
        drop(vault);
        let (vault, findings) = open(&shelf);
        check_whole(&vault, &filled.all(), what);
        assert_eq!(findings, [], "{what}: said once");
    }
}

#[test]
fn one_flipped_bit_in_any_file_costs_nothing() {
    let (_image, sound, filled) = crashed();
    let root = sound.records.parent().unwrap().parent().unwrap().to_owned();
    let mut flipped = 0;
    for (path, bytes) in files(&root) {
        let name = path.strip_prefix(&root).unwrap().display().to_string();
        if name.ends_with("-shm") || name.starts_with("backups") {
            continue;
        }
        for place in 0..24 {
            let copy = image(&root);
            let shelf = shelf(copy.path());
            let at = bytes.len() * place / 24 + 7;
            flip(&copy.path().join(&name), at.min(bytes.len() - 1));
            // What no event speaks of is found by the full reading that follows every start.
            let vault = match Vault::open(&shelf, Depth::Deep).unwrap() {
                Opening::Open(vault, _) => vault,
                Opening::Undecided(trouble) => panic!("{name}, byte {at}: {trouble}"),
            };
            check_whole(&vault, &filled.all(), &format!("{name}, byte {at}"));
            flipped += 1;
        }
    }
    assert!(flipped >= 4 * 24, "{flipped}");
}

#[test]
fn a_file_that_is_gone_is_said_and_nothing_is_made_in_its_place() {
    let (image, shelf, filled) = crashed();
    fs::remove_file(&shelf.records).unwrap();
    let before = fingerprints(image.path());
    let said = trouble(&shelf);
    assert_eq!((said.cause, said.whole, said.sessions), (Cause::Missing, 2, 2), "{said}");
    assert!(said.to_string().contains("Copies hold 2 of 2 sessions whole"), "{said}");
    check_untouched(&before);
    let (vault, _) = decide(&shelf, Decision::Recover);
    check_whole(&vault, &filled.all(), "recovered");
}

#[test]
fn a_drive_that_is_away_is_waited_for_and_never_written_behind_its_back() {
    let (image, shelf, filled) = crashed();
    let folder = shelf.records.parent().unwrap();
    let away = image.path().join("away");
    fs::rename(folder, &away).unwrap();
    let said = trouble(&shelf);
    assert_eq!(said.cause, Cause::FolderMissing, "{said}");
    assert!(!folder.exists(), "no folder was made where the drive belongs");
    // Found elsewhere, or back again: both are right.
    let (vault, _) = decide(&shelf, Decision::Locate(away.join("sessions.sqlite")));
    check_whole(&vault, &filled.all(), "located");
    drop(vault);
    fs::rename(&away, folder).unwrap();
    let (vault, _) = decide(&shelf, Decision::Locate(shelf.records.clone()));
    check_whole(&vault, &filled.all(), "back");
}

#[test]
fn what_no_copy_has_is_said_by_name_and_number_before_anything_is_touched() {
    let (image, shelf, filled) = crashed();
    // The database ends with the submitted session, and the second copy is gone as well.
    fs::remove_file(wal(&shelf)).unwrap();
    fs::copy(shelf.backups.join("submission.sqlite"), &shelf.records).unwrap();
    fs::remove_file(shelf.witness.join("open.journal")).unwrap();
    let before = fingerprints(image.path());
    let said = trouble(&shelf).to_string();
    let steps = filled.open.events.len();
    assert!(said.contains(&format!("Candidate open: {steps} of {steps} steps")), "{said}");
    check_untouched(&before);
    let (vault, findings) = decide(&shelf, Decision::Recover);
    assert!(findings[0].to_string().contains("Candidate open"), "{findings:?}");
    check_whole(&vault, &[&filled.done], "the other one is whole");
    drop(vault);
    assert_eq!(open(&shelf).1, [], "a loss that was accepted is not asked about again");
}

#[test]
fn a_session_that_lost_its_end_is_marked_wherever_it_goes() {
    let (_image, shelf, filled) = crashed();
    // Half the second copy, and the database as the last submission left it.
    fs::remove_file(wal(&shelf)).unwrap();
    fs::copy(shelf.backups.join("submission.sqlite"), &shelf.records).unwrap();
    let journal = shelf.witness.join("open.journal");
    let text = fs::read_to_string(&journal).unwrap();
    let half: Vec<&str> = text.lines().take(5).collect();
    fs::write(&journal, half.join("\n") + "\n").unwrap();
    let said = trouble(&shelf);
    assert_eq!(said.losses.len(), 1, "{said}");
    let (vault, _) = decide(&shelf, Decision::Recover);
    let loaded = vault.load(&filled.open.id).unwrap().record;
    let left = loaded.events.len();
    assert!(left > 1 && left < filled.open.events.len());
    assert_eq!(loaded.events, filled.open.events[..left]);
    let lost = loaded.lost.clone().unwrap();
    assert!(lost.contains("steps could not be read"), "{lost}");
    // It stays marked through a file of its own.
    let file = image(Path::new(&shelf.backups)).path().join("session.ron");
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, plumbline::library::file::session_file(&loaded).unwrap()).unwrap();
    assert_eq!(plumbline::library::load::read_session(&file).unwrap().lost, Some(lost));
}

#[test]
fn a_witness_that_is_gone_or_damaged_is_made_anew_from_sound_records() {
    for what in ["gone", "damaged"] {
        let (_image, shelf, filled) = crashed();
        let witness = shelf.witness.join("witness.txt");
        match what {
            "gone" => fs::remove_file(&witness).unwrap(),
            _ => flip(&witness, 40),
        }
        let (vault, findings) = open(&shelf);
        check_whole(&vault, &filled.all(), what);
        // Only the witness could have told whether the last steps are there.
        assert_eq!(findings, [Finding::WitnessRebuilt], "{what}");
        assert_eq!(vault.entries().len(), 2, "{what}");
    }
}

/// The database and the witness fail together: the backups say what there was, and a person is told
/// that it may not be all.
#[test]
fn without_a_sound_witness_the_backups_speak_and_nothing_is_called_whole() {
    type Fault<'f> = &'f dyn Fn(&Shelf);
    let stranger = folder();
    let (mut vault, _) = open(&self::shelf(stranger.path()));
    keep(&mut vault, &submitted("stranger"));
    drop(vault);
    let stranger = stranger.path().join("records/sessions.sqlite");
    let witness = |shelf: &Shelf| shelf.witness.join("witness.txt");
    let witness_faults: [(&str, Fault<'_>); 4] = [
        ("no witness", &|shelf| fs::remove_file(witness(shelf)).unwrap()),
        ("an empty witness", &|shelf| cut(&witness(shelf), 0)),
        ("the first line of the witness", &|shelf| {
            let text = fs::read_to_string(witness(shelf)).unwrap();
            fs::write(witness(shelf), text.lines().next().unwrap().to_owned() + "\n").unwrap();
        }),
        ("no second copies at all", &|shelf| fs::remove_dir_all(&shelf.witness).unwrap()),
    ];
    let database_faults: [(&str, Fault<'_>); 3] = [
        ("cut to half", &|shelf| cut(&shelf.records, 2)),
        ("gone", &|shelf| fs::remove_file(&shelf.records).unwrap()),
        ("another database", &|shelf| {
            fs::copy(&stranger, &shelf.records).unwrap();
        }),
    ];
    for (lost, witness_fault) in witness_faults {
        for (what, database_fault) in database_faults {
            let what = format!("{what}, {lost}");
            let (_image, shelf, filled) = crashed();
            fs::remove_file(wal(&shelf)).unwrap();
            witness_fault(&shelf);
            database_fault(&shelf);
            let said = trouble(&shelf);
            assert!(!said.costs_nothing(), "{what}");
            assert!(said.to_string().contains("the latest steps may be missing"), "{said}");
            let (vault, _) = decide(&shelf, Decision::Recover);
            check_whole(&vault, &[&filled.done], &what);
            if lost != "no second copies at all" {
                check_whole(&vault, &[&filled.open], &what);
            }
        }
    }
}

/// While the window says "Saved", each of these must end that.
#[test]
fn nothing_is_called_saved_once_the_path_leads_elsewhere() {
    type Fault<'f> = &'f dyn Fn(&Shelf);
    let cases: [(&str, Fault<'_>); 8] = [
        ("removed", &|shelf| fs::remove_file(&shelf.records).unwrap()),
        ("moved", &|shelf| {
            fs::rename(&shelf.records, shelf.records.with_extension("moved")).unwrap();
        }),
        ("cut to nothing", &|shelf| cut(&shelf.records, 0)),
        ("cut to half", &|shelf| cut(&shelf.records, 2)),
        ("replaced", &|shelf| {
            let other = shelf.records.with_extension("other");
            fs::copy(&shelf.records, &other).unwrap();
            fs::rename(&other, &shelf.records).unwrap();
        }),
        ("journal removed", &|shelf| fs::remove_file(wal(shelf)).unwrap()),
        ("journal cut", &|shelf| cut(&wal(shelf), 1)),
        ("folder moved", &|shelf| {
            let folder = shelf.records.parent().unwrap();
            fs::rename(folder, folder.with_extension("moved")).unwrap();
        }),
    ];
    for (what, fault) in cases {
        let folder = folder();
        let shelf = shelf(folder.path());
        let (mut vault, _) = open(&shelf);
        let filled = fill(&mut vault);
        let more = submitted("open");
        let at = filled.open.events.len();
        fault(&shelf);
        let result = vault.append(&more.id, at as u64, &batch(&more, at..at + 1));
        assert!(matches!(result, Err(RecordsError::Displaced { .. })), "{what}: {result:?}");
        drop(vault);
        // Nothing that was acknowledged is lost, and neither is the step that was not.
        let vault = match Vault::open(&shelf, Depth::Quick).unwrap() {
            Opening::Open(vault, _) => *vault,
            Opening::Undecided(_) => decide(&shelf, Decision::Recover).0,
        };
        check_whole(&vault, &[&filled.done], what);
        let events = vault.load(&filled.open.id).unwrap().record.events;
        assert_eq!(events[..at], filled.open.events, "{what}");
        assert_eq!(events[at], more.events[at], "{what}");
    }
}

#[test]
fn a_second_copy_that_is_gone_in_mid_session_is_made_anew() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let filled = fill(&mut vault);
    let more = submitted("open");
    let at = filled.open.events.len();
    fs::remove_dir_all(&shelf.witness).unwrap();
    vault.append(&more.id, at as u64, &batch(&more, at..at + 1)).unwrap();
    assert_eq!(vault.second_copy_trouble(), None);
    let image = image(folder.path());
    let shelf = self::shelf(image.path());
    fs::remove_file(wal(&shelf)).unwrap();
    let (vault, _) = open(&shelf);
    assert_eq!(vault.load(&more.id).unwrap().record.events, more.events[..=at]);
}

#[test]
fn a_second_copy_of_the_program_reads_and_says_why() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut first, _) = open(&shelf);
    let filled = fill(&mut first);
    // Deleting files beside the database lets nobody in: the lock lies on the database itself.
    for file in fs::read_dir(shelf.records.parent().unwrap()).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "lock") {
            fs::remove_file(path).unwrap();
        }
    }
    let (mut second, _) = open(&shelf);
    assert!(second.read_only().unwrap().contains("another running copy"));
    assert_eq!(second.load(&filled.done.id).unwrap().record, filled.done);
    let more = under_way("more");
    let refused = second.create(&more.id, &more.set, &batch(&more, 0..1));
    assert!(matches!(refused, Err(RecordsError::ReadOnly { .. })), "{refused:?}");
}

#[test]
fn one_bad_row_stops_nothing_else() {
    for sql in [
        "UPDATE sessions SET id = 'Bad Id!' WHERE id = 'open'",
        "DROP TRIGGER events_are_never_changed; \
         UPDATE events SET body = 'x' WHERE session = 'open' AND seq = 4",
        "UPDATE texts SET body = 'Something else' WHERE session = 'open' AND id = 't1'",
        "UPDATE texts SET salt = 'x' WHERE session = 'open'",
        "UPDATE summaries SET body = 'x'",
        "DELETE FROM summaries",
    ] {
        let (_image, shelf, filled) = crashed();
        let raw = Connection::open(&shelf.records).unwrap();
        raw.execute_batch(&format!("PRAGMA foreign_keys = OFF; {sql}")).unwrap();
        drop(raw);
        let store = SqliteStore::open(&shelf.records).unwrap();
        assert_eq!(store.load(&filled.done.id).unwrap(), filled.done, "{sql}");
        assert_eq!(store.page(&Default::default()).unwrap().found, 2, "{sql}");
        drop(store);
        let (vault, _) = open(&shelf);
        check_whole(&vault, &filled.all(), sql);
    }
}

#[test]
fn what_is_left_of_a_damaged_session_opens_to_read() {
    let (_image, shelf, filled) = crashed();
    // Nothing else knows the session any more.
    fs::remove_dir_all(&shelf.witness).unwrap();
    fs::remove_dir_all(&shelf.backups).unwrap();
    let raw = Connection::open(&shelf.records).unwrap();
    raw.execute_batch(
        "DROP TRIGGER events_are_never_changed; \
         UPDATE events SET body = replace(body, '\"step\":2', '\"step\":5') WHERE session = 'open'",
    )
    .unwrap();
    drop(raw);
    let (vault, _) = open(&shelf);
    let loaded = vault.load(&filled.open.id).unwrap();
    assert!(loaded.read_only.is_some() && loaded.record.lost.is_some());
    let left = loaded.record.events.len();
    assert!(left > 3 && loaded.record.events == filled.open.events[..left]);
    // No backup is made of it, and the full reading that follows asks what is to be done.
    let made = backup::make(vault.path(), &shelf.backups, vault.entries(), (Occasion::Day, DAY_MS));
    assert!(matches!(made, Err(backup::BackupError::Unsound(found)) if found.len() == 1));
    check_whole(&vault, &[&filled.done], "the other one");
    drop(vault);
    let Opening::Undecided(said) = Vault::open(&shelf, Depth::Deep).unwrap() else {
        panic!("a deep look overlooked it")
    };
    assert!(said.to_string().contains("Candidate open"), "{said}");
}

#[test]
fn a_tail_that_was_cut_off_is_noticed() {
    for sql in [
        // The submission itself, and a whole session.
        "DELETE FROM events WHERE session = 'done' AND seq = (SELECT max(seq) FROM events WHERE session = 'done')",
        "DELETE FROM sessions WHERE id = 'done'",
    ] {
        let (_image, shelf, filled) = crashed();
        let raw = Connection::open(&shelf.records).unwrap();
        raw.execute_batch(&format!(
            "DROP TRIGGER events_go_only_with_their_session; PRAGMA foreign_keys = ON; {sql}"
        ))
        .unwrap();
        drop(raw);
        let (vault, findings) = open(&shelf);
        assert!(!findings.is_empty(), "{sql}");
        check_whole(&vault, &filled.all(), sql);
    }
}

#[test]
fn a_rewritten_session_does_not_pass_for_the_one_that_was_acknowledged() {
    let (_image, shelf, filled) = crashed();
    // The same session with another score, every hash made anew.
    let mut forged = filled.done.clone();
    for event in &mut forged.events {
        if let plumbline::domain::event::EventKind::Scored { step, .. } = &mut event.kind {
            *step = crate::support::step(5);
        }
    }
    let seal = SessionRecord {
        events: forged.events[..forged.events.len() - 1].to_vec(),
        ..forged.clone()
    };
    let seal = seal.chain().unwrap();
    forged.events.last_mut().unwrap().kind =
        plumbline::domain::event::EventKind::Submitted { seal };
    let mut store = SqliteStore::open(&shelf.records).unwrap();
    store.delete(&forged.id).unwrap();
    store.insert(&forged.id, &forged).unwrap();
    drop(store);
    let (vault, findings) = open(&shelf);
    assert!(!findings.is_empty());
    check_whole(&vault, &filled.all(), "the backup has the true one");
}

#[test]
fn an_open_session_that_only_a_backup_holds_is_marked_where_nobody_knows_how_far_it_came() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let filled = fill(&mut vault);
    back_up(&mut vault, Occasion::Day);
    let more = submitted("open");
    let at = filled.open.events.len();
    vault.append(&more.id, at as u64, &batch(&more, at..at + 1)).unwrap();
    drop(vault);
    fs::remove_file(&shelf.records).unwrap();
    fs::remove_dir_all(&shelf.witness).unwrap();
    let (vault, _) = decide(&shelf, Decision::Recover);
    check_whole(&vault, &[&filled.done], "what is closed stands in the backup of its submission");
    let loaded = vault.load(&filled.open.id).unwrap();
    assert_eq!(loaded.record.events, filled.open.events);
    assert!(loaded.record.lost.unwrap().contains("may be missing"));
}

#[test]
fn records_that_were_in_use_are_never_made_anew_on_an_empty_place() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    fill(&mut vault);
    drop(vault);
    // Both disks are away, and with the backups everything that speaks of sessions.
    for place in ["records", "state", "backups"] {
        fs::rename(folder.path().join(place), folder.path().join(format!("{place}-away"))).unwrap();
        fs::create_dir(folder.path().join(place)).unwrap();
    }
    assert!(matches!(Vault::open_again(&shelf).unwrap(), Opening::Undecided(_)));
    assert_eq!(files(&folder.path().join("records")), []);
}
