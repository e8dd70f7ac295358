//! The signing key of this installation: shown, copied out, taken over.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::commands::{Result, done, print, print_json, stop};
use super::{KeyCommand, Outcome, one_line, places};
use crate::domain::signature::Signer;
use crate::frame::prefs::Prefs;
use crate::keys::{Imported, Keyring, KnownKeys};

pub(super) fn run(command: KeyCommand) -> Result {
    match command {
        KeyCommand::Show { place } => show(place.data_dir, place.json),
        KeyCommand::Export { file, place } => export(&file, place.data_dir, place.json),
        KeyCommand::Import { file, place } => import(&file, place.data_dir, place.json),
    }
}

fn keyring(data_dir: Option<PathBuf>) -> Result<Keyring> {
    Ok(Keyring::in_folder(&places(data_dir).map_err(stop)?.keys()))
}

fn show(data_dir: Option<PathBuf>, as_json: bool) -> Result {
    let places = places(data_dir).map_err(stop)?;
    let keyring = Keyring::in_folder(&places.keys());
    let opened = keyring.open().map_err(stop)?;
    let name = Prefs::read(&places.preferences()).prefs.interviewer;
    let name = if name.trim().is_empty() { "Your Name" } else { name.trim() };
    let public = opened.key.public();
    let line = one_line(&format!("{public}  {name}"));
    if as_json {
        let (file, made) = (keyring.path(), opened.was_made);
        print_json(&json!({ "public": public, "file": file, "made": made, "line": line }))?;
        return Ok(Outcome::Done);
    }
    let made = if opened.was_made { ", made just now" } else { "" };
    print(&format!("public key: {public}\nfile: {}{made}", keyring.path().display()))?;
    if opened.was_narrowed {
        print("others could read the file until now: if you do not trust them, use a new key")?;
    }
    print(&format!("line for {}: {line}", KnownKeys::FILE))?;
    Ok(Outcome::Done)
}

fn export(file: &Path, data_dir: Option<PathBuf>, as_json: bool) -> Result {
    let public = keyring(data_dir)?.export(file).map_err(stop)?;
    let words = format!(
        "wrote {}: the secret half of {public}. Whoever has this file can sign as you",
        file.display()
    );
    done(&words, as_json)
}

fn import(file: &Path, data_dir: Option<PathBuf>, as_json: bool) -> Result {
    let words = match keyring(data_dir)?.import(file).map_err(stop)? {
        Imported::New(public) => format!("this installation signs with {public} now"),
        Imported::AlreadyThere(public) => {
            format!("this installation signs with {public} already; nothing was changed")
        }
    };
    done(&words, as_json)
}
