//! The choice as a linear program in integers: variables, rows, and a penalty to keep small.

use std::collections::BTreeMap;

use super::model::{Column, Model, What};
use crate::domain::level::{Kind, Level};
use crate::domain::set::MAX_ITEMS;

/// Columns that are alike for the program, or a single one.
pub(super) struct Class {
    /// By place in the model, in its order; the program says how many of them are taken.
    pub members: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Op {
    AtMost,
    AtLeast,
    Equal,
}

pub(super) struct Variable {
    pub name: String,
    pub cost: u64,
    pub least: u32,
    pub most: u32,
    /// The others come out whole because these are.
    pub is_whole: bool,
}

pub(super) struct Row {
    pub name: String,
    /// Variables by number, with their factors.
    pub terms: Vec<(usize, i64)>,
    pub op: Op,
    pub right: u32,
}

/// The first variables are the classes, in their order.
#[derive(Default)]
pub(super) struct Linear {
    pub variables: Vec<Variable>,
    pub rows: Vec<Row>,
}

/// What the program holds besides minutes and needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    /// Everything; each class is a single column.
    Whole,
    /// Without what keeps questions apart, and without the limit for each area: the members of a
    /// class are told apart by neither.
    Relaxed,
}

impl Linear {
    pub fn of(model: &Model, classes: &[Class], extent: Extent) -> Self {
        let mut linear = Self::default();
        let firsts: Vec<&Column> = classes
            .iter()
            .filter_map(|class| class.members.first().and_then(|&place| model.columns.get(place)))
            .collect();
        for (number, (class, column)) in classes.iter().zip(&firsts).enumerate() {
            let most = u32::try_from(class.members.len()).unwrap_or(u32::MAX).min(model.budget);
            linear.variables.push(Variable {
                name: format!("x{number}"),
                cost: column.stale.into(),
                least: u32::from(column.is_locked),
                most: if column.is_locked { 1 } else { most },
                is_whole: true,
            });
        }
        linear.add_minutes(model, &firsts);
        linear.add_counts(model, &firsts, extent);
        linear.add_sections(model, &firsts);
        if extent == Extent::Whole {
            linear.add_aparts(model, classes);
        }
        linear
    }

    fn add(&mut self, name: String, cost: u64, most: u32) -> usize {
        self.variables.push(Variable { name, cost, least: 0, most, is_whole: false });
        self.variables.len() - 1
    }

    fn row(&mut self, name: String, terms: Vec<(usize, i64)>, op: Op, right: u32) {
        self.rows.push(Row { name, terms, op, right });
    }

    fn add_minutes(&mut self, model: &Model, columns: &[&Column]) {
        let minutes = |(number, column): (usize, &&Column)| (number, i64::from(column.minutes));
        let mut all: Vec<(usize, i64)> = columns.iter().enumerate().map(minutes).collect();
        let idle = self.add("idle".to_owned(), model.weights.idle, model.budget);
        all.push((idle, 1));
        self.row("minutes".to_owned(), all, Op::Equal, model.budget);
        for (number, level) in model.levels.iter().enumerate() {
            let of_level = columns.iter().enumerate().filter(|(_, c)| c.level == number);
            let mut terms: Vec<(usize, i64)> = of_level.map(minutes).collect();
            let under = self.add(format!("under{number}"), model.weights.level, level.target);
            let over = self.add(format!("above{number}"), model.weights.level, model.budget);
            terms.extend([(under, 1), (over, -1)]);
            self.row(format!("level{number}"), terms, Op::Equal, level.target);
        }
        if model.budget as usize > MAX_ITEMS {
            let terms = (0..columns.len()).map(|number| (number, 1)).collect();
            self.row("items".to_owned(), terms, Op::AtMost, MAX_ITEMS as u32);
        }
    }

    fn add_counts(&mut self, model: &Model, columns: &[&Column], extent: Extent) {
        let mut members: Vec<Vec<(usize, i64)>> = vec![Vec::new(); model.counts.len()];
        for (number, column) in columns.iter().enumerate() {
            for &count in &column.counts {
                members.get_mut(count).into_iter().for_each(|terms| terms.push((number, 1)));
            }
        }
        for (number, (count, terms)) in model.counts.iter().zip(members).enumerate() {
            if extent == Extent::Relaxed && matches!(count.what, What::EachArea(_)) {
                continue;
            }
            let of = |slack, factor| terms.iter().copied().chain([(slack, factor)]).collect();
            let need = count.need;
            if need.at_least > 0 {
                let right = u32::from(need.at_least);
                let short = self.add(format!("short{number}"), model.weights.short, right);
                self.row(format!("least{number}"), of(short, 1), Op::AtLeast, right);
            }
            let most = u32::try_from(count.members.len()).unwrap_or(u32::MAX).max(1);
            if let Some(at_most) = need.at_most {
                let over = self.add(format!("over{number}"), model.weights.over, most);
                self.row(format!("most{number}"), of(over, -1), Op::AtMost, at_most.into());
            }
            if let Some(target) = need.target {
                let below = self.add(format!("below{number}"), model.weights.target, target.into());
                let beyond = self.add(format!("beyond{number}"), model.weights.target, most);
                let terms = terms.iter().copied().chain([(below, 1), (beyond, -1)]).collect();
                self.row(format!("target{number}"), terms, Op::Equal, target.into());
            }
        }
    }

    /// Sorts of questions that only limited sections take flow into those.
    fn add_sections(&mut self, model: &Model, columns: &[&Column]) {
        let mut sorts: BTreeMap<(Kind, Level), Vec<usize>> = BTreeMap::new();
        for (number, column) in columns.iter().enumerate() {
            let (kind, level) = (column.question.kind, column.question.level);
            if !column.is_locked && model.rooms.is_limited(kind, level) {
                sorts.entry((kind, level)).or_default().push(number);
            }
        }
        let mut into: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (number, ((kind, level), members)) in sorts.into_iter().enumerate() {
            let mut terms: Vec<(usize, i64)> = members.into_iter().map(|at| (at, 1)).collect();
            for section in model.rooms.open_to(kind, level) {
                let flow = self.add(format!("flow{number}_{section}"), 0, model.budget);
                terms.push((flow, -1));
                into.entry(section).or_default().push(flow);
            }
            self.row(format!("sort{number}"), terms, Op::Equal, 0);
        }
        for (section, flows) in into {
            if let Some(most) = model.rooms.limit(section) {
                let terms = flows.into_iter().map(|flow| (flow, 1)).collect();
                self.row(format!("section{section}"), terms, Op::AtMost, most.into());
            }
        }
    }

    fn add_aparts(&mut self, model: &Model, classes: &[Class]) {
        let mut number_of = vec![None; model.columns.len()];
        for (number, class) in classes.iter().enumerate() {
            for &place in &class.members {
                number_of.get_mut(place).into_iter().for_each(|at| *at = Some(number));
            }
        }
        for (number, apart) in model.aparts.iter().enumerate() {
            let number_of = |&place: &usize| number_of.get(place).copied().flatten();
            let terms: Vec<(usize, i64)> =
                apart.members.iter().filter_map(number_of).map(|at| (at, 1)).collect();
            let most = u32::try_from(apart.most).unwrap_or(u32::MAX);
            if terms.len() > apart.most {
                self.row(format!("apart{number}"), terms, Op::AtMost, most);
            }
        }
    }

    /// In the LP format of CPLEX, which every solver reads.
    pub fn lp_text(&self, comments: &[String]) -> String {
        use std::fmt::Write as _;
        let mut text: String = comments.iter().map(|line| format!("\\ {line}\n")).collect();
        text.push_str("Minimize\n penalty:");
        let costs = self.variables.iter().filter(|variable| variable.cost > 0);
        costs.for_each(|variable| {
            let _ = write!(text, "\n  + {} {}", variable.cost, variable.name);
        });
        text.push_str("\nSubject To\n");
        for row in &self.rows {
            let _ = write!(text, " {}:", row.name);
            for (place, (variable, factor)) in row.terms.iter().enumerate() {
                let name = self.variables.get(*variable).map_or("", |variable| &variable.name);
                let sign = if *factor < 0 { '-' } else { '+' };
                // Readers of the format take lines of some hundred characters.
                let gap = if place % 12 == 11 { "\n  " } else { " " };
                let _ = write!(text, "{gap}{sign} {} {name}", factor.abs());
            }
            let op = match row.op {
                Op::AtMost => "<=",
                Op::AtLeast => ">=",
                Op::Equal => "=",
            };
            let _ = writeln!(text, " {op} {}", row.right);
        }
        text.push_str("Bounds\n");
        for Variable { name, least, most, .. } in &self.variables {
            let _ = writeln!(text, " {least} <= {name} <= {most}");
        }
        text.push_str("General\n");
        for variable in self.variables.iter().filter(|variable| variable.is_whole) {
            let _ = writeln!(text, " {}", variable.name);
        }
        text + "End\n"
    }
}

/// Every column by itself.
pub(super) fn singles(model: &Model) -> Vec<Class> {
    (0..model.columns.len()).map(|place| Class { members: vec![place] }).collect()
}

/// Columns that are alike but for topics and area, together; of each sort the freshest, as many as
/// the budget has room for: no more of them can be of use while nothing keeps them apart. Where
/// neither idle minutes nor shares cost anything, the shortest are as good as the others.
pub(super) fn classes(model: &Model) -> Vec<Class> {
    type Sort = (usize, u32, Vec<usize>, Option<(Kind, Level)>, bool);
    let is_length_free = model.weights.idle == 0 && model.weights.level == 0;
    let mut sorts: BTreeMap<Sort, BTreeMap<(u32, u32), Vec<usize>>> = BTreeMap::new();
    for (place, column) in model.columns.iter().enumerate() {
        let is_told_apart = |&&count: &&usize| {
            model.counts.get(count).is_some_and(|count| !matches!(count.what, What::EachArea(_)))
        };
        let counts = column.counts.iter().filter(is_told_apart).copied().collect();
        let sort = (column.question.kind, column.question.level);
        let sort = Some(sort).filter(|(kind, level)| model.rooms.is_limited(*kind, *level));
        let minutes = if is_length_free { 0 } else { column.minutes };
        let key = (column.level, minutes, counts, sort, column.is_locked);
        sorts
            .entry(key)
            .or_default()
            .entry((column.stale, column.minutes))
            .or_default()
            .push(place);
    }
    let mut classes = Vec::new();
    for ((.., is_locked), by_age) in sorts {
        if is_locked {
            let singles = by_age.into_values().flatten();
            classes.extend(singles.map(|place| Class { members: vec![place] }));
            continue;
        }
        let shortest = by_age.keys().map(|(_, minutes)| *minutes).min().unwrap_or(1);
        let mut room = (model.budget / shortest.max(1)) as usize;
        for members in by_age.into_values() {
            if room == 0 {
                break;
            }
            room = room.saturating_sub(members.len());
            classes.push(Class { members });
        }
    }
    // Which comes first says nothing of the bank, only of the seed.
    classes.sort_by_key(|class| class.members.first().copied());
    classes
}
