//! `plumbline verify`: three answers about a file, and what they do not prove.

mod answer;
mod taken;

use std::path::{Path, PathBuf};

use super::commands::{Result, print, print_json, stop};
use super::{Outcome, complain, one_line, places};
use crate::disk::Access;
use crate::domain::check::Severity;
use crate::domain::record::SessionRecord;
use crate::domain::signature::{PublicKey, Signer};
use crate::domain::verify::{FileState, InRecords, compare};
use crate::frame::places::Places;
use crate::frame::prefs::Prefs;
use crate::keys::{Keyring, KnownKeys};
use crate::library::file::session_file;
use crate::library::save::{Expect, save};
use crate::records::vault::{Shelf, Vault};
use crate::records::{RecordStore, RecordsError};
use answer::Answers;
use taken::Taken;

#[derive(Debug, clap::Args)]
pub(super) struct Wanted {
    /// The session file
    file: PathBuf,
    /// Names and public keys to know signers by, in place of the workspace's signers.txt
    #[arg(long, value_name = "FILE")]
    keys: Option<PathBuf>,
    /// Write the session to this new file
    #[arg(long, value_name = "FILE")]
    extract: Option<PathBuf>,
    /// Fail unless every signature is by a key in that list
    #[arg(long)]
    require_known: bool,
    /// Compare with the records below this folder instead of the user's own
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

/// Reads only: neither records nor a key are ever made here.
pub(super) fn run(wanted: &Wanted) -> Result {
    let taken = taken::take_apart(&wanted.file)?;
    let places = match &wanted.data_dir {
        Some(_) => Some(places(wanted.data_dir.clone()).map_err(stop)?),
        // Without a home folder there are no records to compare with.
        None => places(None).ok(),
    };
    let prefs = places.as_ref().map(|places| Prefs::read(&places.preferences()).prefs);
    let workspace = prefs.as_ref().and_then(|prefs| prefs.workspace.as_deref());
    let (signers, list_is_sound) = signers(wanted.keys.as_deref(), workspace, places.as_ref());
    let shelf = places.as_ref().zip(prefs.as_ref()).map(|(places, prefs)| places.shelf(prefs));
    let records = match (&taken.record, &shelf) {
        (Some(record), Some(shelf)) => in_records(shelf, record),
        _ => InRecords::NoRecords,
    };
    let answers = Answers::of(&taken, records, &signers).map_err(stop)?;
    if let Some(path) = &wanted.extract {
        extract(&taken, path)?;
    }
    if wanted.json {
        print_json(&answers.json())?;
    } else {
        for line in answers.lines() {
            print(&one_line(&line))?;
        }
        print(answer::LIMITS)?;
        if let Some(path) = &wanted.extract {
            print(&format!("wrote {}", path.display()))?;
        }
    }
    let is_enough = !wanted.require_known || answers.is_by_known_keys();
    if !is_enough {
        complain("failed: --require-known asks for a signature by a known key on every step");
    }
    let is_fine = list_is_sound && is_enough && !answers.has_contradiction();
    Ok(if is_fine { Outcome::Done } else { Outcome::HasProblems })
}

/// Whom a key belongs to, as far as that is known here.
struct Signers {
    known: KnownKeys,
    own: Option<PublicKey>,
}

/// The list of signers with the own key; false where the list has errors, which are told.
fn signers(
    named: Option<&Path>,
    workspace: Option<&Path>,
    places: Option<&Places>,
) -> (Signers, bool) {
    let of_workspace = workspace.map(|folder| folder.join(KnownKeys::FILE));
    let of_workspace = of_workspace.filter(|path| path.exists());
    let list = named.map(Path::to_owned).or(of_workspace);
    let (known, problems) = list.map_or_else(Default::default, |path| KnownKeys::read(&path));
    problems.iter().for_each(|problem| complain(&problem.to_string()));
    let is_sound = problems.iter().all(|problem| problem.severity != Severity::Error);
    // A key that cannot be read signed nothing that could be recognised; `key show` says why.
    let own = places.and_then(|places| Keyring::in_folder(&places.keys()).read().ok().flatten());
    (Signers { known, own: own.map(|key| key.public()) }, is_sound)
}

/// Of two sessions with this id, the one that the file agrees with.
fn in_records(shelf: &Shelf, record: &SessionRecord) -> InRecords {
    let compared = (|| {
        let vault = match Vault::inspect(shelf) {
            Err(RecordsError::Missing { .. }) if !Vault::is_expected(shelf) => {
                return Ok(InRecords::NoRecords);
            }
            vault => vault?,
        };
        let store = vault.store();
        let mut best = InRecords::NotThere;
        for key in store.ids()? {
            let (twin_of, _) = store.standing(&key)?;
            if *twin_of.as_ref().unwrap_or(&key) != record.id {
                continue;
            }
            let found = match store.load(&key) {
                Ok(stored) => compare(record, &stored),
                Err(error) => InRecords::Unreadable(error.to_string()),
            };
            if matches!(found, InRecords::Same | InRecords::Later { .. }) {
                return Ok(found);
            }
            best = found;
        }
        Ok(best)
    })();
    compared.unwrap_or_else(|error: RecordsError| InRecords::Unreadable(error.to_string()))
}

/// Writes the session that was found to a file of its own.
fn extract(taken: &Taken, path: &Path) -> Result<()> {
    let record = taken.record.as_ref();
    let record =
        record.ok_or_else(|| stop("nothing was extracted: there is no session in the file"))?;
    // A new file would carry a new hash, and nobody would see that it was changed.
    if let FileState::Changed { .. } = taken.state {
        return Err(stop("nothing was extracted: the file was changed since it was written"));
    }
    let text = session_file(record).map_err(stop)?;
    save(path, text.as_bytes(), Expect::Nothing, Access::Private).map_err(stop)
}
