//! What several rooms read and write: the sessions on the desk, and the content of the workspace.
//!
//! This layer knows the frame and everything below. It must not know a room or egui.

pub mod adding;
pub mod annotation;
pub mod carried;
pub mod content;
pub mod demo;
pub mod desk;
pub mod forms;
pub mod look;
pub mod note;
pub mod reading;
pub mod recorded;

use content::Content;
use desk::Desk;

use crate::frame::Frame;

/// Everything a room is handed.
pub struct Shared {
    pub frame: Frame,
    pub desk: Desk,
    pub content: Content,
}

impl Shared {
    /// Starts to read the workspace and to open the records.
    pub fn new(mut frame: Frame) -> Self {
        let (mut desk, mut content) = (Desk::new(&frame), Content::new(&frame));
        content.read(&mut frame);
        desk.open_records(&mut frame);
        desk.open_key(&mut frame);
        Self { frame, desk, content }
    }
}
