//! The records without a window: listed, checked, backed up, restored.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::commands::{Result, done, play_demo, print, print_json, stop, stop_lines};
use super::{Outcome, RecordsCommand, RecordsPlace, one_line, places};
use crate::domain::annotation::Annotation;
use crate::domain::bank::Bank;
use crate::domain::summary::Overview;
use crate::export::words::count;
use crate::frame::clock::{Clock, SystemClock};
use crate::frame::prefs::Prefs;
use crate::records::backup::{self, BackupError, Occasion, Unsound};
use crate::records::vault::{Depth, Opening, Shelf, Vault};
use crate::records::{RecordStore, RecordsError};
use crate::shared::demo::{self, Demo, DemoError};
use crate::shared::recorded::StepError;

pub(super) fn run(command: RecordsCommand) -> Result {
    match command {
        RecordsCommand::List(place) => list(&shelf(&place)?, place.json),
        RecordsCommand::Check(place) => check(&shelf(&place)?, place.json),
        RecordsCommand::Backup { file, place } => back_up(&shelf(&place)?, &file, place.json),
        RecordsCommand::Restore { file, place } => restore(&shelf(&place)?, &file, place.json),
    }
}

fn shelf(place: &RecordsPlace) -> Result<Shelf> {
    let places = places(place.data_dir.clone()).map_err(stop)?;
    let prefs = Prefs::read(&places.preferences()).prefs;
    Ok(places.shelf(&prefs))
}

/// The records on the shelf; `None` where there never were any. Makes and changes nothing.
fn inspected(shelf: &Shelf) -> Result<Option<Vault>> {
    match Vault::inspect(shelf) {
        Ok(vault) => Ok(Some(vault)),
        Err(RecordsError::Missing { .. }) if !Vault::is_expected(shelf) => Ok(None),
        Err(error) => Err(stop(error)),
    }
}

/// The interviewer's own notes on questions; none where there are no records.
pub(super) fn annotations(data_dir: Option<PathBuf>) -> Result<Vec<Annotation>> {
    match inspected(&shelf(&RecordsPlace { data_dir, json: false })?)? {
        Some(vault) => vault.store().annotations().map_err(stop),
        None => Ok(Vec::new()),
    }
}

fn list(shelf: &Shelf, as_json: bool) -> Result {
    let Some(vault) = inspected(shelf)? else {
        print(if as_json { "[]" } else { "no sessions yet" })?;
        return Ok(Outcome::Done);
    };
    let heads = vault.store().heads().map_err(stop)?;
    let mut rows = Vec::new();
    for id in vault.store().ids().map_err(stop)? {
        let record = vault.store().load(&id);
        let overview = record.as_ref().ok().map(|record| Overview::of(record, &record.fold()));
        let name = overview.as_ref().map_or("", |overview| &overview.candidate).to_owned();
        let status = overview.as_ref().map_or("Damaged", |overview| overview.status());
        let events = heads.get(&id).map_or(0, |head| head.events);
        rows.push((id, name, status, events, overview.is_none()));
    }
    if as_json {
        let row = |(id, candidate, status, events, damaged): &(_, String, &str, u64, bool)| {
            let id: &crate::domain::ids::SessionId = id;
            json!({
                "id": id,
                "candidate": candidate,
                "status": status,
                "events": events,
                "damaged": damaged,
            })
        };
        print_json(&rows.iter().map(row).collect::<Vec<Value>>())?;
    } else {
        for (id, candidate, status, events, _) in &rows {
            let steps = count(usize::try_from(*events).unwrap_or(usize::MAX), "step");
            print(&one_line(&format!("{id:<24} {status:<13} {steps:>10}  {candidate}")))?;
        }
        if rows.is_empty() {
            print("no sessions yet")?;
        }
    }
    Ok(Outcome::Done)
}

fn check(shelf: &Shelf, as_json: bool) -> Result {
    let Some(vault) = inspected(shelf)? else {
        print(if as_json { "[]" } else { "no sessions yet" })?;
        return Ok(Outcome::Done);
    };
    let unsound = backup::unsound(vault.store(), vault.entries()).map_err(stop)?;
    if as_json {
        let row =
            |row: &Unsound| json!({"id": row.session, "candidate": row.who, "problem": row.why});
        print_json(&unsound.iter().map(row).collect::<Vec<Value>>())?;
    }
    if !unsound.is_empty() {
        let line =
            |row: &Unsound| format!("{}: {}: {}", vault.path().display(), row.name(), row.why);
        return Err(stop_lines(unsound.iter().map(line).collect()));
    }
    if !as_json {
        let sessions = usize::try_from(vault.store().count().map_err(stop)?).unwrap_or(usize::MAX);
        print(&format!("{}: {}, no problems", vault.path().display(), count(sessions, "session")))?;
    }
    Ok(Outcome::Done)
}

fn back_up(shelf: &Shelf, file: &Path, as_json: bool) -> Result {
    if file.exists() {
        return Err(stop(format!("{} exists already and was left as it is", file.display())));
    }
    let vault = inspected(shelf)?.ok_or_else(|| stop("there are no records to back up"))?;
    backup::copy_database(vault.path(), file).map_err(stop)?;
    if let Err(error) = backup::verify(file, vault.entries()) {
        // A copy that does not verify is no backup.
        let _ = std::fs::remove_file(file);
        return Err(stop(format!("no backup was made: {error}")));
    }
    done(&format!("wrote {}", file.display()), as_json)
}

fn restore(shelf: &Shelf, file: &Path, as_json: bool) -> Result {
    match Vault::restore(shelf, file).map_err(stop)? {
        Opening::Undecided(trouble) => Err(stop(trouble)),
        Opening::Open(vault, findings) => {
            if let Some(why) = vault.read_only() {
                return Err(stop(format!("nothing was restored: {why}")));
            }
            let words: Vec<String> = findings.iter().map(ToString::to_string).collect();
            done(&words.join("\n"), as_json)
        }
    }
}

/// Plays the demo into the records below `data_dir`, where it stays.
pub(super) fn keep_demo(bank: &Bank, data_dir: PathBuf) -> Result<Demo> {
    let places = places(Some(data_dir)).map_err(stop)?;
    let shelf = places.shelf(&Prefs::read(&places.preferences()).prefs);
    let mut vault = match Vault::open(&shelf, Depth::Quick).map_err(stop)? {
        Opening::Open(vault, _) => *vault,
        Opening::Undecided(trouble) => return Err(stop(trouble)),
    };
    if let Some(why) = vault.read_only() {
        return Err(stop(why));
    }
    let demo = match demo::play(bank, &mut vault) {
        Err(DemoError::Step(StepError::Records(RecordsError::SessionExists(_)))) => {
            print("the demo's session is in these records already")?;
            return play_demo(bank);
        }
        demo => demo.map_err(stop)?,
    };
    let occasion = (Occasion::Submission, SystemClock::new().now().wall_ms);
    match backup::make(vault.path(), &shelf.backups, vault.entries(), occasion) {
        Ok(heads) => vault.settle(&heads),
        Err(BackupError::Records(error)) => return Err(stop(error)),
        Err(error) => return Err(stop(error)),
    }
    Ok(demo)
}
