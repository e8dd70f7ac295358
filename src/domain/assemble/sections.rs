//! Sections: which question stands where.

use crate::domain::blueprint::Section;
use crate::domain::level::{Kind, Level};
use crate::domain::question::Question;

/// The sections of a blueprint as places with room.
#[derive(Clone)]
pub(super) struct Rooms<'a> {
    pub sections: &'a [Section],
    /// The most questions that each takes.
    pub limits: Vec<Option<u8>>,
}

impl<'a> Rooms<'a> {
    pub fn new(sections: &'a [Section]) -> Self {
        Self { sections, limits: sections.iter().map(|section| section.at_most).collect() }
    }

    /// The sections that take questions of a sort, by place.
    pub fn open_to(&self, kind: Kind, level: Level) -> impl Iterator<Item = usize> {
        let sections = self.sections.iter().enumerate();
        sections.filter(move |(_, section)| section.takes(kind, level)).map(|(place, _)| place)
    }

    /// Whether all the sections that take questions of a sort are limited.
    pub fn is_limited(&self, kind: Kind, level: Level) -> bool {
        self.open_to(kind, level).all(|place| self.limit(place).is_some())
    }

    pub fn limit(&self, place: usize) -> Option<u8> {
        self.limits.get(place).copied().flatten()
    }

    /// The section of each question, by place: the first that takes it and has room, where all find
    /// one that way; otherwise some move on to make room. `None` where that does not help.
    pub fn place<'q>(&self, questions: impl Iterator<Item = &'q Question>) -> Option<Vec<usize>> {
        let mut placing =
            Placing { rooms: self, sorts: Vec::new(), held: vec![Vec::new(); self.sections.len()] };
        for question in questions {
            placing.sorts.push((question.kind, question.level));
            let mut seen = vec![false; self.sections.len()];
            if !placing.seat(placing.sorts.len() - 1, &mut seen) {
                return None;
            }
        }
        let mut places = vec![0; placing.sorts.len()];
        for (section, held) in placing.held.iter().enumerate() {
            for &number in held {
                places.get_mut(number).into_iter().for_each(|place| *place = section);
            }
        }
        Some(places)
    }
}

struct Placing<'r, 'a> {
    rooms: &'r Rooms<'a>,
    sorts: Vec<(Kind, Level)>,
    /// The numbers of the questions in each section.
    held: Vec<Vec<usize>>,
}

impl Placing<'_, '_> {
    /// Finds a section for a question; questions that are in its way move on (Kuhn's algorithm).
    fn seat(&mut self, number: usize, seen: &mut [bool]) -> bool {
        let Some(&(kind, level)) = self.sorts.get(number) else { return false };
        let open: Vec<usize> = self.rooms.open_to(kind, level).collect();
        let has_room = |held: &Vec<Vec<usize>>, place: usize| {
            let most = self.rooms.limit(place);
            let held = held.get(place).map_or(0, Vec::len);
            most.is_none_or(|most| held < usize::from(most))
        };
        if let Some(&place) = open.iter().find(|place| has_room(&self.held, **place)) {
            self.held.get_mut(place).into_iter().for_each(|held| held.push(number));
            return true;
        }
        for place in open {
            let is_seen = seen.get_mut(place).is_none_or(|seen| std::mem::replace(seen, true));
            if is_seen {
                continue;
            }
            for other in self.held.get(place).cloned().unwrap_or_default() {
                if self.seat(other, seen) {
                    let Some(held) = self.held.get_mut(place) else { return false };
                    held.retain(|held| *held != other);
                    held.push(number);
                    return true;
                }
            }
        }
        false
    }
}
