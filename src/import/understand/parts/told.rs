//! What is said of lines that are in no question.

use crate::domain::words::count;
use crate::import::block::Link;
use crate::import::found::{Fate, LeftOut, Lines, Notice};
use crate::import::understand::ask;
use crate::import::understand::shapes::Unit;

/// One notice for each stretch of lines that were left out, and one for all that is not text.
pub fn left_out(fates: &[(Lines, Fate)]) -> Vec<Notice> {
    let mut notices: Vec<Notice> = Vec::new();
    let mut furniture: Vec<usize> = Vec::new();
    let mut at = 0;
    while let Some((lines, fate)) = fates.get(at) {
        let same = fates.iter().skip(at).take_while(|(_, other)| other == fate).count();
        let last = fates.get(at + same - 1).map_or(lines.last, |(lines, _)| lines.last);
        match fate {
            Fate::LeftOut(LeftOut::Furniture) => furniture.push(lines.first),
            Fate::LeftOut(reason) if last > lines.first => {
                let message = format!("left out, up to line {last}: {}", reason.reason());
                notices.push(Notice::new(lines.first, message));
            }
            Fate::LeftOut(reason) => {
                notices.push(Notice::new(lines.first, format!("left out: {}", reason.reason())));
            }
            _ => {}
        }
        at += same;
    }
    if let Some(first) = furniture.first() {
        let message = match furniture.len() - 1 {
            0 => "left out: a ruler, a comment or the like".to_owned(),
            others => format!(
                "left out, here and in {}: rulers, comments and the like",
                count(others, "other place")
            ),
        };
        notices.push(Notice::new(*first, message));
    }
    notices
}

/// Where something was left out, and for which reason.
pub fn place_and_reason(notice: &Notice) -> (usize, &str) {
    let reason = notice.message.rsplit_once(": ").map_or("", |(_, reason)| reason);
    let is_picture = reason.starts_with("a picture");
    (notice.line, if is_picture { LeftOut::Picture.reason() } else { reason })
}

/// Why a block outside of every question is in none.
pub fn outside(unit: &Unit<'_>) -> LeftOut {
    if ask::is_chatter(&unit.block.text) {
        LeftOut::Chatter
    } else if matches!(unit.block.link, Some(Link::Elsewhere(_))) {
        LeftOut::Advertisement
    } else {
        LeftOut::Introduction
    }
}
