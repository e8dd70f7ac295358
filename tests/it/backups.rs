//! Backups and what else is done to the records as a whole: restored, moved, joined, deleted from, listed.

use std::fs;
use std::path::Path;

use plumbline::domain::ids::SessionId;
use plumbline::records::backup::{self, Occasion};
use plumbline::records::sqlite::SqliteStore;
use plumbline::records::vault::{Decision, Finding, Opening, Vault};
use plumbline::records::{RecordStore, RecordsError};

use crate::rig::{
    DAY_MS, back_up, batch, check_untouched, check_whole, crashed, cut, decide, files, fill,
    fingerprints, folder, image, keep, open, shelf, submitted, under_way, wal,
};

#[test]
fn a_backup_is_verified_and_never_replaces_a_better_one() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let filled = fill(&mut vault);
    let day = backup::copies(&shelf.backups).pop().unwrap().path;
    let good = fs::read(&day).unwrap();
    // The witness knows of more than the database has.
    let mut entries = vault.entries().clone();
    entries.get_mut(&filled.done.id).unwrap().head.events += 1;
    let made = backup::make(vault.path(), &shelf.backups, &entries, (Occasion::Day, DAY_MS));
    assert!(made.is_err());
    assert_eq!(fs::read(&day).unwrap(), good);
    // The newest of each of seven days stay.
    for day in 1..12 {
        let at = (Occasion::Day, DAY_MS + day * 86_400_000);
        backup::make(vault.path(), &shelf.backups, vault.entries(), at).unwrap();
    }
    assert_eq!(backup::copies(&shelf.backups).len(), 7 + 1, "seven days and the last submission");
}

#[test]
fn a_backup_that_would_lose_sessions_lets_the_old_one_be() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    fill(&mut vault);
    back_up(&mut vault, Occasion::Day);
    drop(vault);
    let (mut vault, _) = decide(&shelf, Decision::StartNew);
    assert_eq!(vault.store().count().unwrap(), 0);
    back_up(&mut vault, Occasion::Day);
    let held = backup::copies(&shelf.backups)
        .into_iter()
        .filter(|copy| SqliteStore::open_to_read(&copy.path).unwrap().count().unwrap() == 2);
    assert_eq!(held.count(), 1, "the copy of the same day with both sessions is kept");
}

#[test]
fn a_backup_comes_back_beside_a_left_over_journal_and_loses_nothing() {
    let (_image, shelf, filled) = crashed();
    let newer = under_way("newer");
    let (mut vault, _) = open(&shelf);
    keep(&mut vault, &newer);
    std::mem::forget(vault);
    let copy = shelf.backups.join("submission.sqlite");
    let image = image(shelf.records.parent().unwrap().parent().unwrap());
    let shelf = self::shelf(image.path());
    assert!(fs::metadata(wal(&shelf)).unwrap().len() > 0);
    let Opening::Open(vault, _) = Vault::restore(&shelf, &copy).unwrap() else {
        panic!("undecided")
    };
    check_whole(&vault, &[&filled.done, &filled.open, &newer], "restored");
    let damaged = image.path().join("damaged.sqlite");
    fs::write(&damaged, "milk").unwrap();
    drop(vault);
    let before = fingerprints(image.path());
    assert!(matches!(Vault::restore(&shelf, &damaged), Err(RecordsError::BadBackup { .. })));
    check_untouched(&before);
}

#[test]
fn a_deleted_session_is_in_no_file_any_more() {
    let (image, shelf, filled) = crashed();
    cut(&shelf.records, 2);
    let (mut vault, _) = open(&shelf);
    back_up(&mut vault, Occasion::Day);
    let holds = |words: &str| {
        let has = |(_, bytes): &(_, Vec<u8>)| {
            bytes.windows(words.len()).any(|part| part == words.as_bytes())
        };
        files(image.path()).iter().filter(|file| has(file)).count()
    };
    for record in filled.all() {
        let words = format!("Named the failure case, {}", record.id);
        assert!(holds(&words) >= 2, "{words}");
        assert_eq!(vault.delete(&record.id).unwrap().0, [] as [std::path::PathBuf; 0]);
        assert_eq!(holds(&words), 0, "{words}");
        assert_eq!(holds(record.id.as_str()), 0, "{}", record.id);
    }
    drop(vault);
    let (vault, findings) = open(&shelf);
    assert_eq!(findings, []);
    assert_eq!(vault.store().count().unwrap(), 0);
}

#[test]
fn records_move_whole_or_not_at_all_and_never_into_a_workspace() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let filled = fill(&mut vault);
    let workspace = folder.path().join("workspace");
    fs::create_dir_all(workspace.join("deep")).unwrap();
    for refused in [workspace.join("deep/kept.sqlite"), shelf.witness.join("kept.sqlite")] {
        let Err((same, error)) = vault.move_to(&refused, Some(&workspace)) else {
            panic!("moved to {}", refused.display())
        };
        assert!(matches!(error, RecordsError::BadPlace { .. }), "{error}");
        assert!(!refused.exists());
        vault = *same;
    }
    let target = folder.path().join("elsewhere/kept.sqlite");
    let Ok((mut vault, moved)) = vault.move_to(&target, Some(&workspace)) else {
        panic!("not moved")
    };
    assert_eq!((moved.from.exists(), moved.to.exists()), (false, true));
    check_whole(&vault, &filled.all(), "moved");
    let more = submitted("open");
    let at = filled.open.events.len();
    vault.append(&more.id, at as u64, &batch(&more, at..at + 1)).unwrap();
    drop(vault);
    // The witness leads there, whatever the preferences say.
    let (vault, _) = open(&shelf);
    assert_eq!(vault.path(), target);
}

#[test]
fn the_databases_of_older_versions_become_one() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let records = shelf.records.parent().unwrap();
    let (same, one) = (submitted("same"), under_way("one"));
    let mut other = Vec::new();
    for (name, extra) in [("built-in.sqlite", 4), ("4948a34d2190abce.sqlite", 5)] {
        let mut store = SqliteStore::open(&records.join(name)).unwrap();
        store.insert(&same.id, &same).unwrap();
        let mut fork = under_way("fork");
        if let plumbline::domain::event::EventKind::Scored { step, .. } = &mut fork.events[4].kind {
            *step = crate::support::step(extra);
        }
        store.insert(&fork.id, &fork).unwrap();
        other.push(fork);
        if extra == 5 {
            store.insert(&one.id, &one).unwrap();
        }
    }
    let (vault, findings) = open(&shelf);
    assert!(matches!(findings[0], Finding::Joined { sessions: 4, twins: 1, .. }), "{findings:?}");
    check_whole(&vault, &[&same, &one], "joined");
    let first = vault.load(&other[0].id).unwrap();
    let twin = vault.load(&SessionId::parse("fork-2").unwrap()).unwrap();
    let both = [first.record.clone(), twin.record.clone()];
    assert!(both.contains(&other[0]) && both.contains(&other[1]), "both are shown");
    assert!(first.read_only.is_none() && twin.read_only.is_some(), "the second to read only");
    let left: Vec<_> =
        fs::read_dir(records).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("built-in")), "{left:?}");
    drop(vault);
    let (vault, findings) = open(&shelf);
    assert_eq!(findings, []);
    assert_eq!(vault.store().count().unwrap(), 4);
}

#[cfg(unix)]
#[test]
fn every_file_of_the_records_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    fill(&mut vault);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    for (path, _) in files(folder.path()) {
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    for path in [shelf.records.parent().unwrap(), &shelf.witness, &shelf.backups] {
        assert_eq!(mode(path), 0o700, "{}", path.display());
    }
    drop(vault);
    fs::set_permissions(&shelf.records, fs::Permissions::from_mode(0o644)).unwrap();
    let (_, findings) = open(&shelf);
    assert_eq!(findings, [Finding::Narrowed(shelf.records.clone())]);
    assert_eq!(mode(&shelf.records), 0o600);
}

#[test]
fn summaries_say_what_the_sessions_say() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let filled = fill(&mut vault);
    for record in filled.all() {
        let row = vault.store().summary(&record.id).unwrap().unwrap();
        assert_eq!(row, plumbline::domain::summary::Summary::of(record, &record.fold()));
    }
    assert_eq!(vault.store().doubtful().unwrap(), []);
    let found = |words: &str| {
        let query = plumbline::records::sqlite::Query { words: words.to_owned(), limit: 9 };
        vault.page(&query).unwrap().found
    };
    assert_eq!(
        (found(""), found("CANDIDATE OPEN"), found("submitted"), found("100%")),
        (2, 1, 1, 0)
    );
}

#[test]
fn a_session_deleted_while_a_backup_is_made_is_not_in_it() {
    let folder = folder();
    let shelf = shelf(folder.path());
    let (mut vault, _) = open(&shelf);
    let filled = fill(&mut vault);
    let occasion = (Occasion::Day, DAY_MS);
    let entries = vault.entries().clone();
    let heads = backup::make(vault.path(), &shelf.backups, &entries, occasion).unwrap();
    vault.delete(&filled.open.id).unwrap();
    // The copy of the day comes to its end after the deletion.
    let late = shelf.backups.join("day-2026-09-22.sqlite");
    fs::copy(shelf.backups.join("day-2026-09-21.sqlite"), &late).unwrap();
    let mut store = SqliteStore::open(&late).unwrap();
    store.insert(&filled.open.id, &filled.open).unwrap();
    drop(store);
    vault.settle(&heads);
    for copy in backup::copies(&shelf.backups) {
        let store = SqliteStore::open_to_read(&copy.path).unwrap();
        assert!(store.load(&filled.open.id).is_err(), "{}", copy.name);
    }
}
