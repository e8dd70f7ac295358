//! What is typed and chosen for an export.

use std::path::Path;

use crate::domain::alias::alias;
use crate::domain::record::SessionRecord;
use crate::domain::scorecard::Scorecard;
use crate::export::format::Paper;
use crate::export::writing::file_stem;
use crate::frame::Frame;

#[derive(Debug, Default)]
pub struct Draft {
    /// The file.
    pub path: String,
    /// Leave the candidate's name out.
    pub mask: bool,
    /// Private notes leave too; asked each time.
    pub include_private: bool,
    /// For a PDF.
    pub paper: Paper,
    /// The file that is proposed, and the one without the candidate's name in it.
    pub(super) proposed: [String; 2],
}

impl Draft {
    /// Once the name is masked, or no longer: the proposed name of the file follows, in whatever
    /// folder and with whatever ending; a name of one's own stays.
    pub fn follow_mask(&mut self) {
        let [named, masked] = &self.proposed;
        let (from, to) = if self.mask { (named, masked) } else { (masked, named) };
        let path = Path::new(&self.path);
        let (Some(stem), Some(to)) = (path.file_stem(), Path::new(to).file_stem()) else { return };
        if Path::new(from).file_stem() != Some(stem) {
            return;
        }
        let mut name = to.to_owned();
        if let Some(ending) = path.extension() {
            name.push(".");
            name.push(ending);
        }
        self.path = path.with_file_name(name).display().to_string();
    }
}

/// Named after the candidate and the day; and after the alias that a masked file carries.
pub(super) fn proposed_paths(
    record: &SessionRecord,
    card: &Scorecard,
    frame: &Frame,
) -> [String; 2] {
    let alias = alias(record).unwrap_or_else(|| "candidate".to_owned());
    // The file that was sent before the amendment keeps its name.
    let amended = match card.amendments.len() {
        0 => String::new(),
        times => format!("-amended-{times}"),
    };
    [&card.candidate, &alias].map(|name| {
        let file = format!("{}{amended}.pdf", file_stem(name, card));
        frame.folder_for_files().join(file).display().to_string()
    })
}
