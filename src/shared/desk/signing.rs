//! The signing key of this installation, and the steps it signs: each submission and each amendment.
//!
//! The key is read once, on the files thread, before anybody can have submitted anything. Without it the
//! work goes on: a step is then unsigned, and Settings says why.

use std::path::PathBuf;
use std::sync::Arc;

use super::Desk;
use crate::domain::event::{Change, EventKind};
use crate::domain::ids::SessionId;
use crate::domain::signature::{PublicKey, Signer};
use crate::frame::Frame;
use crate::frame::failure::Failure;
use crate::frame::work::Inbox;
use crate::keys::{KeyError, Keyring, Opened, SigningKey};

pub struct OwnKey {
    state: KeyState,
    path: PathBuf,
    read: Inbox<Result<Opened, KeyError>>,
    /// Sessions whose last step is signed once the key is there.
    waiting: Vec<SessionId>,
}

#[derive(Debug, Clone)]
pub enum KeyState {
    /// Being read.
    Opening,
    Ready(Arc<SigningKey>),
    /// Why nothing is signed.
    Off(String),
}

impl OwnKey {
    pub(super) fn new(frame: &Frame) -> Self {
        let path = keyring(frame).path().to_owned();
        Self { state: KeyState::Opening, path, read: frame.inbox(), waiting: Vec::new() }
    }

    pub fn state(&self) -> &KeyState {
        &self.state
    }

    pub fn public(&self) -> Option<PublicKey> {
        match &self.state {
            KeyState::Ready(key) => Some(key.public()),
            KeyState::Opening | KeyState::Off(_) => None,
        }
    }

    /// Its file.
    pub fn path(&self) -> &std::path::Path {
        &self.path
    }
}

fn keyring(frame: &Frame) -> Keyring {
    Keyring::in_folder(&frame.places.keys())
}

impl Desk {
    pub fn own_key(&self) -> &OwnKey {
        &self.own_key
    }

    /// Reads the key, and makes one where there is none.
    pub fn open_key(&mut self, frame: &mut Frame) {
        let keyring = keyring(frame);
        let replies = self.own_key.read.replies();
        frame.file_job(&replies, move || keyring.open());
    }

    pub(super) fn take_key(&mut self, frame: &mut Frame) {
        while let Some(result) = self.own_key.read.next(|_| true) {
            self.own_key.state = match result {
                Ok(opened) => {
                    if opened.was_narrowed {
                        frame.notices.hint(
                            "Others on this computer could read your signing key until now: if you do \
                             not trust them, move its file away and start again for a new one",
                        );
                    }
                    KeyState::Ready(Arc::new(opened.key))
                }
                Err(error) => {
                    let why = error.to_string();
                    frame.notices.fail(Failure::NoKey(error));
                    KeyState::Off(why)
                }
            };
            for id in std::mem::take(&mut self.own_key.waiting) {
                self.sign(&id, frame);
            }
        }
    }

    /// Changes a sealed session in hand, and signs that; false where it does not fit, and the person is
    /// told.
    pub fn amend(
        &mut self,
        id: &SessionId,
        change: Change,
        reason: &str,
        frame: &mut Frame,
    ) -> bool {
        self.note_offset(id, frame);
        let Some(reason) = self.name_text(id, reason, frame) else { return false };
        let is_taken = self.record(id, EventKind::Amended { change, reason }, frame);
        if is_taken {
            self.sign(id, frame);
        }
        is_taken
    }

    /// Signs the last step of a session in hand, where that step is one to be signed.
    pub(super) fn sign(&mut self, id: &SessionId, frame: &mut Frame) {
        let Some(held) = self.held.get_mut(id) else { return };
        if held.practice().is_some() || !held.awaits_signature() {
            return;
        }
        match &self.own_key.state {
            KeyState::Opening => self.own_key.waiting.push(id.clone()),
            KeyState::Off(_) => {}
            KeyState::Ready(key) => {
                let signed = held.sign(frame.now, key.as_ref());
                self.refresh(id);
                if let Err(failure) = signed {
                    frame.notices.fail(failure);
                }
            }
        }
    }
}
