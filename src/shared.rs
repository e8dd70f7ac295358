//! What several rooms read and write: the sessions on the desk, and the content of the workspace.
//!
//! This layer knows the frame and everything below. It must not know a room or egui.

pub mod content;
pub mod demo;
pub mod desk;
pub mod forms;
pub mod look;
pub mod note;
pub mod recorded;

use content::Content;
use desk::Desk;

use crate::frame::Frame;

pub struct Shared {
    pub desk: Desk,
    pub content: Content,
}

impl Shared {
    /// Starts to read the workspace and to open the records.
    pub fn new(frame: &mut Frame) -> Self {
        let mut shared = Self { desk: Desk::new(frame), content: Content::new(frame) };
        shared.content.read(frame);
        shared.desk.open_records(frame);
        shared
    }
}
