//! Submissions and amendments are signed where a key is at hand, and go on without one.

use std::fs;

use egui::Key;
use egui::accesskit::Role;
use plumbline::domain::event::EventKind;
use plumbline::domain::record::SessionRecord;
use plumbline::domain::signature::{PublicKey, Signer as _};
use plumbline::domain::signing::{Standing, signing};
use plumbline::frame::dialog::Effect;
use plumbline::keys::{KeyError, Keyring};

use super::stage::Stage;

fn ring(stage: &Stage) -> Keyring {
    Keyring::in_folder(&stage.folder().join("keys"))
}

fn public(stage: &Stage) -> PublicKey {
    ring(stage).read().unwrap().unwrap().public()
}

/// What the records have of the only session.
fn kept(stage: &Stage) -> SessionRecord {
    let store = plumbline::records::sqlite::SqliteStore::open_to_read(
        &stage.folder().join("records/sessions.sqlite"),
    );
    let store = store.unwrap();
    let id = store.ids().unwrap().remove(0);
    plumbline::records::RecordStore::load(&store, &id).unwrap()
}

fn standing(record: &SessionRecord) -> Standing {
    signing(record).unwrap().standing()
}

fn amend(stage: &mut Stage) {
    stage.click(Role::Button, "Amend…");
    stage.fill("Remark", "The debrief brought more.");
    stage.click(Role::Button, "Amend");
}

#[test]
fn a_submission_and_each_amendment_are_signed_by_the_key_that_settings_shows() {
    let mut stage = Stage::on_first_question();
    stage.score(4);
    stage.submit("Yes", "Knows the limits.");
    let key = public(&stage);
    assert_eq!(standing(&kept(&stage)), Standing::Signed(vec![key]));
    amend(&mut stage);
    let mut stage = stage.restart();
    stage.select("Ada");
    stage.primary();
    amend(&mut stage);
    let record = kept(&stage);
    assert_eq!(standing(&record), Standing::Signed(vec![key]));
    let signatures = record.events.iter().filter(|it| matches!(it.kind, EventKind::Signed { .. }));
    assert_eq!(signatures.count(), 3);
    assert_eq!(stage.unsaved(), 0);

    stage.press_command(Key::Comma);
    assert!(stage.says(&key.to_string()) && stage.says("signing.key"));
    stage.click(Role::Button, "Copy the public key");
    let effects = &stage.harness.state().effects;
    let is_copied =
        |effect: &Effect| matches!(effect, Effect::Copy(text) if *text == key.to_string());
    assert!(effects.iter().any(is_copied));
}

#[test]
fn with_a_damaged_key_the_work_goes_on_unsigned_and_says_so() {
    let setup = Stage::with();
    let folder = setup.folder().join("keys");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("signing.key"), "").unwrap();
    let mut stage = setup.open();
    assert!(stage.says("Submissions are not signed: the signing key"), "{}", stage.notice());
    stage.begin("Ada");
    stage.next();
    stage.score(4);
    stage.submit("Yes", "Knows the limits.");
    assert!(stage.says("Submitted and sealed, but not signed"), "{}", stage.notice());
    assert_eq!(standing(&kept(&stage)), Standing::Unsigned);
    stage.press_command(Key::Comma);
    assert!(stage.says("is damaged: the file is empty"));
    assert!(matches!(ring(&stage).read(), Err(KeyError::Damaged { .. })));
    assert_eq!(fs::read(ring(&stage).path()).unwrap(), b"");
}

/// A slow disk: the signature comes as soon as the key is there.
#[test]
fn a_key_that_is_read_late_still_signs_what_was_submitted_meanwhile() {
    let mut stage = Stage::with().stepped().open();
    // The workspace is read before the key.
    assert!(stage.stepper.run("files") && stage.stepper.deliver("files"));
    stage.settle();
    stage.finish("records");
    stage.conduct("Ada");
    assert!(stage.app().desk().own_key().public().is_none());
    assert_eq!(standing(&stage.record()), Standing::Unsigned);
    stage.drain();
    assert_eq!(standing(&kept(&stage)), Standing::Signed(vec![public(&stage)]));
    assert_eq!(stage.unsaved(), 0);
}
