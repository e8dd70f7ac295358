//! The system's file dialogs, waited for on a thread of their own.

use std::path::PathBuf;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use rfd::{AsyncFileDialog, FileHandle};

use crate::frame::clock::{Clock, SystemClock};
use crate::frame::dialog::{Chooses, Pick};
use crate::frame::failure::NoDialog;

/// The answer goes to whoever asked.
pub fn open(pick: Pick, parent: &eframe::Frame) {
    let mut dialog = AsyncFileDialog::new().set_title(pick.dialog.title).set_parent(parent);
    if let Some(folder) = &pick.folder {
        dialog = dialog.set_directory(folder);
    }
    if !pick.file_name.is_empty() {
        dialog = dialog.set_file_name(&pick.file_name);
    }
    if let Some((name, endings)) = pick.dialog.filter {
        dialog = dialog.add_filter(name, endings);
    }
    let clock = SystemClock::new();
    // Some systems open a dialog only from the window's thread; waiting may happen anywhere.
    let chosen: Chosen = match pick.dialog.chooses {
        Chooses::File => Box::pin(dialog.pick_file()),
        Chooses::Folder => Box::pin(dialog.pick_folder()),
        Chooses::NewFile => Box::pin(dialog.save_file()),
    };
    // Where no thread can be started, the request is taken back out to say so.
    let asked = Arc::new(Mutex::new(Some(pick)));
    let answered = Arc::clone(&asked);
    let wait = move || {
        let path: Option<PathBuf> = block_on(chosen).map(|file| file.path().to_owned());
        let answer = answer(path, clock.now().mono_ms);
        take(&answered).into_iter().for_each(|pick| pick.answer(answer.clone()));
    };
    if let Err(error) = thread::Builder::new().name("file dialog".to_owned()).spawn(wait) {
        let no_dialog = NoDialog(error.to_string());
        take(&asked).into_iter().for_each(|pick| pick.answer(Err(no_dialog.clone())));
    }
}

fn take(pick: &Mutex<Option<Pick>>) -> Option<Pick> {
    pick.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Nobody dismisses a dialog faster than this.
const QUICKEST_PERSON_MS: u64 = 300;

/// `rfd` gives `None` both where the person dismissed the dialog and where none could be opened;
/// but then it gives it at once.
pub fn answer(path: Option<PathBuf>, took_ms: u64) -> Result<Option<PathBuf>, NoDialog> {
    if path.is_none() && took_ms < QUICKEST_PERSON_MS {
        return Err(NoDialog("this desktop offers none".to_owned()));
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

/// The thread sleeps until the future is ready.
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
