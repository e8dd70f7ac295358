//! File dialogs of the system, waited for on a thread of their own.

use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use rfd::{AsyncFileDialog, FileHandle};

use crate::app::errand::{Pick, Purpose};
use crate::app::jobs::Reply;
use crate::frame::clock::{Clock, SystemClock};
use crate::frame::work::Replies;

/// Opens the dialog over the window; the answer comes as a reply.
pub fn open(pick: Pick, parent: &eframe::Frame, replies: Replies<Reply>) {
    let mut dialog = AsyncFileDialog::new().set_title(pick.title).set_parent(parent);
    if let Some(folder) = &pick.folder {
        dialog = dialog.set_directory(folder);
    }
    if !pick.file_name.is_empty() {
        dialog = dialog.set_file_name(&pick.file_name);
    }
    let (errand, purpose) = (pick.errand.clone(), pick.errand.purpose());
    dialog = match purpose {
        Purpose::OpenFile | Purpose::SaveSet | Purpose::SaveSession => {
            dialog.add_filter("Plumbline", &["ron"])
        }
        Purpose::Scorecard => dialog.add_filter("Scorecard", &["pdf", "md", "csv", "json"]),
        Purpose::Records | Purpose::LocateRecords | Purpose::RestoreRecords => {
            dialog.add_filter("Records", &["sqlite"])
        }
        Purpose::Workspace => dialog,
    };
    let clock = SystemClock::new();
    // Some systems open a dialog from the window's thread only; waiting may happen anywhere.
    let chosen: Chosen = match purpose {
        Purpose::OpenFile | Purpose::LocateRecords | Purpose::RestoreRecords => {
            Box::pin(dialog.pick_file())
        }
        Purpose::Workspace => Box::pin(dialog.pick_folder()),
        Purpose::Scorecard | Purpose::SaveSet | Purpose::SaveSession | Purpose::Records => {
            Box::pin(dialog.save_file())
        }
    };
    let failed = (errand.clone(), replies.clone());
    let wait = move || {
        let path: Option<PathBuf> = block_on(chosen).map(|file| file.path().to_owned());
        replies.send(Reply::Picked { errand, result: answer(path, clock.now().mono_ms) });
    };
    if let Err(error) = thread::Builder::new().name("file dialog".to_owned()).spawn(wait) {
        let (errand, replies) = failed;
        replies.send(Reply::Picked { errand, result: Err(error.to_string()) });
    }
}

/// Nobody sees a dialog and puts it away in less time, in milliseconds.
const QUICKEST_PERSON_MS: u64 = 300;

/// What a dialog's answer means. `rfd` gives none both where the person put the dialog away and where no
/// dialog could be opened; but then it gives it at once.
pub fn answer(path: Option<PathBuf>, took_ms: u64) -> Result<Option<PathBuf>, String> {
    if path.is_none() && took_ms < QUICKEST_PERSON_MS {
        return Err("this desktop offers none".to_owned());
    }
    Ok(path)
}

type Chosen = Pin<Box<dyn Future<Output = Option<FileHandle>> + Send>>;

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

/// Waits for one future, the thread asleep meanwhile.
fn block_on<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(output) => return output,
            Poll::Pending => thread::park(),
        }
    }
}
