//! The preferences file: read with care, written for its owner alone.

use std::fs;
use std::path::{Path, PathBuf};

use plumbline::frame::prefs::{Prefs, ReadPrefs, ThemeChoice};

/// Everything set, under a folder.
fn all_set(folder: &Path) -> Prefs {
    Prefs {
        theme: ThemeChoice::Dark,
        scale_percent: 130,
        interviewer: "Grace \"Amazing\" Hopper".to_owned(),
        workspace: Some(folder.join("questions")),
        records: [(PathBuf::new(), folder.join("kept.sqlite"))].into(),
        last_folder: Some(folder.to_owned()),
        knows_home: true,
        scorecard_as_text: true,
    }
}

#[test]
fn preferences_are_read_as_they_were_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("preferences.ron");
    for prefs in [all_set(folder.path()), Prefs::default()] {
        prefs.write(&path).unwrap();
        let read = Prefs::read(&path);
        assert_eq!((read.prefs, read.problem, read.may_write), (prefs, None, true));
    }
}

#[test]
fn what_is_not_understood_costs_its_own_field_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("preferences.ron");
    let whole = all_set(folder.path());
    whole.write(&path).unwrap();
    let text = fs::read_to_string(&path).unwrap();
    let usual = Prefs::default();
    for (from, to, expected, words) in [
        (
            "theme: Dark",
            "theme: HighContrast",
            Prefs { theme: usual.theme, ..whole.clone() },
            "\"HighContrast\" is none of System, Light, Dark",
        ),
        ("theme:", "colours: [1, 2],\n    theme:", whole.clone(), "no field \"colours\""),
        (
            "scale_percent: 130",
            "scale_percent: \"large\"",
            Prefs { scale_percent: usual.scale_percent, ..whole.clone() },
            "line 3: ",
        ),
        (
            "scorecard_as_text: true,\n)",
            "scorecard_as_text: tr",
            Prefs { scorecard_as_text: false, ..whole.clone() },
            "line 1",
        ),
        ("(", "never", usual.clone(), "line 2: "),
    ] {
        let changed = text.replacen(from, to, 1);
        assert_ne!(changed, text);
        fs::write(&path, &changed).unwrap();
        let ReadPrefs { prefs, problem, may_write } = Prefs::read(&path);
        assert_eq!(prefs, expected, "{to}");
        let problem = problem.unwrap();
        assert!(problem.contains(words) && problem.contains("kept as"), "{problem}");
        assert!(may_write);
        let aside = folder.path().join("preferences.damaged.ron");
        assert_eq!(fs::read_to_string(aside).unwrap(), changed);
    }
}

#[test]
fn a_file_larger_than_a_megabyte_is_no_preferences() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("preferences.ron");
    let mut text = "(theme: Dark)".to_owned();
    text.push_str(&" ".repeat(1024 * 1024 - text.len()));
    fs::write(&path, &text).unwrap();
    assert_eq!(Prefs::read(&path).prefs.theme, ThemeChoice::Dark);
    text.push(' ');
    fs::write(&path, &text).unwrap();
    let read = Prefs::read(&path);
    assert_eq!((read.prefs, read.may_write), (Prefs::default(), false));
    assert!(read.problem.unwrap().contains("larger than 1 MB"));
}

#[cfg(unix)]
#[test]
fn neither_a_device_nor_a_pipe_is_read_as_preferences() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.ron");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let zeros = folder.path().join("zeros.ron");
    std::os::unix::fs::symlink("/dev/zero", &zeros).unwrap();
    for path in [pipe, zeros] {
        let read = Prefs::read(&path);
        assert_eq!((read.prefs, read.may_write), (Prefs::default(), false));
        assert!(read.problem.unwrap().contains("a device or a pipe"));
    }
}

#[cfg(unix)]
mod rights {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    fn widen(path: &Path) {
        fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
    }

    #[test]
    fn preferences_and_their_folder_are_their_owners_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config/plumbline/preferences.ron");
        Prefs::default().write(&path).unwrap();
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
    }

    #[test]
    fn preferences_that_others_could_read_are_narrowed_and_it_is_said_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("preferences.ron");
        Prefs::default().write(&path).unwrap();
        widen(&path);
        let problem = Prefs::read(&path).problem.unwrap();
        assert!(problem.contains("now only you can"), "{problem}");
        assert_eq!(mode(&path), 0o600);
        assert_eq!(Prefs::read(&path).problem, None);
    }

    #[test]
    fn preferences_that_are_kept_aside_are_private_too() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("preferences.ron");
        let aside = folder.path().join("preferences.damaged.ron");
        for _ in 0..2 {
            fs::write(&path, "(theme: Purple").unwrap();
            widen(&path);
            Prefs::read(&path);
            assert_eq!(mode(&aside), 0o600);
            widen(&aside);
        }
    }
}
