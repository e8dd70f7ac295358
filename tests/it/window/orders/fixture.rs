//! What every run begins with.

use std::fs;
use std::path::{Path, PathBuf};

use plumbline::library::file::session_file;

use super::acts::{Act, LiveAct, MOST_ACTS, PREPARED};
use super::run::Run;
use crate::rig;

/// Records, a small workspace and files to open, made once and copied for each run.
pub struct Fixture {
    folder: tempfile::TempDir,
}

impl Fixture {
    pub fn new() -> Self {
        let folder = rig::folder();
        let root = folder.path();
        let workspace = root.join("workspace");
        fs::create_dir(&workspace).unwrap();
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/bank");
        fs::copy(shipped.join("fundamentals/apps.ron"), workspace.join("bank.ron")).unwrap();
        fs::copy(shipped.join("orm/costs.ron"), root.join("bank.ron")).unwrap();
        let bank = plumbline::library::load::Library::open(&workspace).bank;
        let act = |number| {
            let (id, title) = (format!("act-{number}"), format!("Set of act {number}"));
            (workspace.join(format!("{id}.ron")), id, title)
        };
        let named = |path, id: &str| (path, id.to_owned(), format!("A {id} set"));
        let sets =
            [named(workspace.join("set.ron"), "small"), named(root.join("other-set.ron"), "other")];
        for (path, id, title) in sets.into_iter().chain((0..MOST_ACTS).map(act)) {
            let item = |question: &plumbline::domain::question::Question| {
                format!(
                    "(question: \"{}\", section: \"Core\", minutes: 3, required: true, why: \"\"),",
                    question.id
                )
            };
            let items: String = bank.questions.iter().take(2).map(item).collect();
            let text = format!(
                "(schema: \"plumbline.set\", version: 1, id: \"{id}\", title: \"{title}\", \
                 seniority: Mid, opening_minutes: 5, closing_minutes: 5, items: [{items}])"
            );
            fs::write(path, text).unwrap();
        }
        let data = root.join("data");
        fs::create_dir(&data).unwrap();
        let prefs = format!("(workspace: Some({:?}))", workspace.display().to_string());
        fs::write(data.join("preferences.ron"), prefs).unwrap();
        let fixture = Self { folder };
        let mut run = Run::over(fixture.at(""), &data, None);
        for name in PREPARED {
            run.act(&Act::Begin { name: name.to_owned(), start_clock: name != "Ada" });
        }
        for (name, act) in [
            ("Grace", LiveAct::Next),
            ("Grace", LiveAct::Score(3)),
            ("Grace", LiveAct::Note("Asked first".to_owned())),
            ("Edsger", LiveAct::End),
            ("Barbara", LiveAct::End),
        ] {
            run.act(&Act::Live(name.to_owned(), act));
        }
        run.act(&Act::Submit("Barbara".to_owned()));
        let barbara = run.app.rooms().scorecard.open().unwrap().record.clone();
        fs::write(fixture.at("session.ron"), session_file(&barbara).unwrap()).unwrap();
        assert_eq!(run.app.desk().unsaved(), 0);
        drop(run);
        fixture
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A copy of the prepared data.
    pub fn data(&self) -> tempfile::TempDir {
        rig::image(&self.at("data"))
    }
}
