//! The program as a script sees it: files, exit status, messages.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// In a home without records, preferences or a key.
fn plumbline(arguments: &[&str]) -> Output {
    let home = tempfile::tempdir().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_plumbline"));
    command.args(arguments).env("HOME", home.path());
    for name in ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"] {
        command.env_remove(name);
    }
    command.output().unwrap()
}

fn demo(out: &Path) {
    let output = plumbline(&["demo", "--out", out.to_str().unwrap()]);
    assert!(output.status.success(), "{output:?}");
}

/// Runs the program and expects this exit status and these words on standard error.
fn check(arguments: &[&str], status: i32, words: &[&str]) {
    let output = plumbline(arguments);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{arguments:?}: {stderr}");
    for word in words {
        assert!(stderr.contains(word), "{arguments:?}: {word:?} is not in: {stderr}");
    }
}

#[test]
fn two_runs_of_the_demo_write_the_same_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two"));
    demo(&one);
    demo(&two);
    for name in ["set.ron", "session.ron", "scorecard.pdf"] {
        let bytes = fs::read(one.join(name)).unwrap();
        assert!(!bytes.is_empty());
        assert!(bytes == fs::read(two.join(name)).unwrap(), "{name}");
    }
    assert_eq!(fs::read_dir(&one).unwrap().count(), 3);
}

#[test]
fn the_demos_files_pass_every_command() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    demo(folder.path());
    check(&["check", &path("")], 0, &[]);
    check(&["scorecard", &path("session.ron"), "--out", &path("again.pdf")], 0, &[]);
    assert!(fs::read(path("again.pdf")).unwrap() == fs::read(path("scorecard.pdf")).unwrap());
    let session = fs::read_to_string(path("session.ron")).unwrap();
    assert!(session.contains("Minh Anh") && !session.contains("Compare with the panel"));
    check(&["scorecard", &path("session.ron"), "--out", &path("card.json")], 0, &[]);
    let card: serde_json::Value =
        serde_json::from_slice(&fs::read(path("card.json")).unwrap()).unwrap();
    assert_eq!(card["recommendation"]["label"], "Yes");
    check(&["scorecard", &path("session.ron"), "--out", &path("masked.json"), "--mask"], 0, &[]);
    assert!(!fs::read_to_string(path("masked.json")).unwrap().contains("Minh Anh"));
}

#[test]
fn every_format_tells_the_same_scores() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    demo(folder.path());
    for name in ["card.json", "card.md", "card.csv"] {
        check(&["scorecard", &path("session.ron"), "--out", &path(name)], 0, &[]);
    }
    let card: serde_json::Value =
        serde_json::from_slice(&fs::read(path("card.json")).unwrap()).unwrap();
    let markdown = fs::read_to_string(path("card.md")).unwrap();
    let csv = fs::read_to_string(path("card.csv")).unwrap();
    assert!(
        markdown.contains(&format!(
            "Overall score: {} of 5",
            card["overall"]["score"].as_str().unwrap()
        ))
    );
    assert!(markdown.contains("## Recommendation: Yes"));
    for question in card["questions"].as_array().unwrap() {
        let prompt = question["prompt"].as_str().unwrap();
        assert!(csv.contains(prompt), "{prompt}");
        let step = question["result"]["Scored"]["step"].as_u64();
        let number = question["number"].as_u64().unwrap();
        if let Some(step) = step {
            assert!(markdown.lines().any(|line| {
                line.starts_with(&format!("### {number}. "))
                    && line.ends_with(&format!(": {step} of 5"))
            }));
            assert!(csv.contains(&format!(",\"Scored\",\"{step}\",")));
        }
    }
    assert_eq!(csv.matches("\r\n").count(), 1 + card["questions"].as_array().unwrap().len());
    for text in [markdown, csv] {
        assert!(text.contains("Minh Anh") && !text.contains("Compare with the panel"));
    }
}

#[test]
fn json_is_the_only_thing_on_standard_output() {
    let output = plumbline(&["bank", "--json"]);
    let bank: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &bank[0];
    for key in [
        "id",
        "level",
        "topic",
        "kind",
        "competency",
        "minutes",
        "prompt",
        "answer",
        "anchors",
        "probes",
        "red_flags",
        "covers",
        "references",
        "candidate_material",
        "title",
        "listen_for",
        "touches",
        "tags",
    ] {
        assert!(first.get(key).is_some(), "{key}");
    }
    assert!(first["anchors"]["3"].is_string());

    let output = plumbline(&["assemble", "--seniority", "six-years", "--minutes", "60", "--json"]);
    let set: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let items = set["items"].as_array().unwrap();
    let question_minutes: u64 = items.iter().map(|item| item["minutes"].as_u64().unwrap()).sum();
    let frame = set["opening_minutes"].as_u64().unwrap() + set["closing_minutes"].as_u64().unwrap();
    assert_eq!(set["minutes"].as_u64().unwrap(), question_minutes + frame);
    assert!(set["minutes"].as_u64().unwrap() <= 60);
    assert_eq!(set["optimal"], true);
    assert_eq!(set["objective"], set["bound"]);
    assert_eq!(set["gaps"].as_array().unwrap().len(), 0);
}

#[test]
fn a_second_set_avoids_the_questions_of_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let first = path("first.ron");
    let base = ["assemble", "--seniority", "mid", "--minutes", "45", "--json"];
    let output = plumbline(&[&base[..], &["--out", &first]].concat());
    assert!(output.status.success());
    let output = plumbline(&[&base[..], &["--exclude", &first]].concat());
    let second: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = fs::read_to_string(first).unwrap();
    for item in second["items"].as_array().unwrap() {
        assert!(!first.contains(&item["id"].to_string()), "{item}");
    }
}

#[test]
fn without_a_display_it_says_so_and_names_the_demo() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_plumbline"))
        .arg("--data-dir")
        .arg(folder.path())
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if cfg!(target_os = "linux") {
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains("no display") && said.contains("plumbline demo"), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

#[test]
fn a_word_that_is_neither_command_nor_file_is_refused() {
    let output = plumbline(&["demmo"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("demmo") && said.contains("--help"), "{said}");
}

#[test]
fn wrong_usage_is_told_from_bad_input() {
    check(&["assemble", "--seniority", "boss", "--minutes", "60"], 2, &["six-years"]);
    check(&["assemble", "--seniority", "mid", "--minutes", "3"], 2, &["15"]);
    check(&["import"], 2, &["<FILE>"]);
    check(&["import", "x.md"], 1, &["x.md:1:1:", "check the path"]);
    check(
        &["scorecard", "missing.ron", "--out", "x.docx"],
        2,
        &[".pdf, .json, .csv, .xlsx or .md"],
    );
    check(
        &["scorecard", "missing.ron", "--out", "x.pdf"],
        1,
        &["missing.ron:1:1:", "check the path"],
    );
    check(&["bank", "--library", "/nowhere"], 1, &["/nowhere:1:1:", "check the path"]);
    check(&["check", "/nowhere"], 1, &["/nowhere:1:1:"]);
}

#[test]
fn an_empty_library_gives_no_set_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().to_str().unwrap();
    let out = folder.path().join("set.ron");
    let assemble = ["assemble", "--seniority", "mid", "--minutes", "60", "--library", library];
    check(
        &[&assemble[..], &["--out", out.to_str().unwrap()]].concat(),
        1,
        &["no question", "no set was made"],
    );
    assert!(!out.exists());
    check(&["bank", "--library", library], 0, &["the bank is empty"]);
    check(&["check", library], 1, &["no .ron file"]);
}

#[test]
fn a_changed_session_file_gives_no_scorecard() {
    let folder = tempfile::tempdir().unwrap();
    demo(folder.path());
    let session = folder.path().join("session.ron");
    let text = fs::read_to_string(&session).unwrap();
    let forged = text.replacen("step: 2", "step: 5", 1);
    assert_ne!(forged, text);
    fs::write(&session, forged).unwrap();
    let out = folder.path().join("forged.pdf");
    let arguments = ["scorecard", session.to_str().unwrap(), "--out", out.to_str().unwrap()];
    check(&arguments, 1, &["seal does not match", "changed outside", "session.ron:"]);
    assert!(!out.exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let out = file.join("demo");
    check(&["demo", "--out", out.to_str().unwrap()], 1, &["cannot be made", "demo"]);
}

#[test]
fn the_demo_replaces_its_own_files_and_nobody_elses() {
    let folder = tempfile::tempdir().unwrap();
    demo(folder.path());
    demo(folder.path());
    let session = folder.path().join("session.ron");
    fs::write(&session, "a real interview").unwrap();
    let out = folder.path().to_str().unwrap();
    check(&["demo", "--out", out], 1, &["session.ron", "exists already"]);
    assert_eq!(fs::read(&session).unwrap(), b"a real interview");
    check(&["demo", "--out", out, "--force"], 0, &[]);
    assert_ne!(fs::read(&session).unwrap(), b"a real interview");
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let full = fs::File::create("/dev/full").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_plumbline"));
    let output = command.args(["bank", "--json"]).stdout(full).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard output cannot be written"));
}

/// A file size limit stands in for a full disk: the write fails half way.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_up_leaves_nothing_half_written() {
    let folder = tempfile::tempdir().unwrap();
    demo(folder.path());
    let before = fs::read(folder.path().join("scorecard.pdf")).unwrap();
    let session = folder.path().join("session.ron");
    let pdf = folder.path().join("scorecard.pdf");
    let script = format!(
        "trap '' XFSZ; ulimit -f 8; exec '{}' scorecard '{}' --out '{}' --mask",
        env!("CARGO_BIN_EXE_plumbline"),
        session.display(),
        pdf.display()
    );
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{stderr}");
    assert!(stderr.contains("could not be written") && stderr.contains("untouched"), "{stderr}");
    assert!(fs::read(&pdf).unwrap() == before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "a temporary file was left behind");
}

/// Whatever the system's mask says: what names a candidate is its owner's alone, a set is shared, and
/// a file that is replaced keeps its rights.
#[cfg(unix)]
#[test]
fn what_names_a_candidate_is_written_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o777;
    let run = |mask: &str, arguments: &str| {
        let script = format!(
            "cd '{}'; umask {mask}; exec '{}' {arguments}",
            folder.path().display(),
            env!("CARGO_BIN_EXE_plumbline")
        );
        let output = Command::new("sh").args(["-c", &script]).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    run("022", "demo --out .");
    run("022", "scorecard session.ron --out card.md");
    run("002", "assemble --seniority mid --minutes 45 --out mine.ron");
    let modes = ["session.ron", "scorecard.pdf", "card.md", "set.ron", "mine.ron"].map(mode);
    assert_eq!(modes.map(|mode| format!("{mode:o}")), ["600", "600", "600", "644", "664"]);
    fs::set_permissions(path("card.md"), fs::Permissions::from_mode(0o640)).unwrap();
    run("077", "scorecard session.ron --out card.md --mask");
    assert_eq!(format!("{:o}", mode("card.md")), "640");
}

/// Also where no window opens in the end.
#[cfg(target_os = "linux")]
#[cfg(feature = "gui")]
#[test]
fn the_folder_of_the_preferences_is_private_before_the_window_writes_into_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let output = Command::new(env!("CARGO_BIN_EXE_plumbline"))
        .arg("--data-dir")
        .arg(&data)
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .env_remove("WAYLAND_SOCKET")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(fs::metadata(&data).unwrap().permissions().mode() & 0o777, 0o700);
}

/// The records without a window: never an empty database where one is expected.
#[test]
fn records_are_listed_checked_backed_up_and_restored() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let data = data.to_str().unwrap();
    let of = |arguments: &[&str]| plumbline(&[arguments, &["--data-dir", data]].concat());
    let json = |arguments: &[&str]| -> serde_json::Value {
        let output = of(&[arguments, &["--json"]].concat());
        serde_json::from_slice(&output.stdout).unwrap()
    };
    assert_eq!(json(&["records", "list"]), serde_json::json!([]));
    assert!(!folder.path().join("data").exists(), "looking makes nothing");

    let out = folder.path().join("demo");
    let out = out.to_str().unwrap();
    assert!(of(&["demo", "--out", out]).status.success());
    let listed = json(&["records", "list"]);
    assert_eq!(listed[0]["id"], "demo");
    assert_eq!(listed[0]["status"], "Submitted");
    assert_eq!(listed[0]["damaged"], false);
    assert!(listed[0]["events"].as_u64().unwrap() > 30);
    assert!(!listed[0]["candidate"].as_str().unwrap().is_empty());
    assert!(of(&["records", "check"]).status.success());
    // A second run finds it there and loses nothing.
    assert!(of(&["demo", "--out", out]).status.success());
    assert_eq!(json(&["records", "list"]), listed);

    let copy = folder.path().join("copy.sqlite");
    let copy = copy.to_str().unwrap();
    assert!(of(&["records", "backup", copy]).status.success());
    assert!(!of(&["records", "backup", copy]).status.success(), "no backup is replaced");

    let records = folder.path().join("data/records/sessions.sqlite");
    fs::remove_file(&records).unwrap();
    for command in [&["records", "list"][..], &["records", "check"]] {
        let output = of(command);
        assert_eq!(output.status.code(), Some(1), "{command:?}");
        assert!(!records.exists(), "{command:?}");
    }
    assert!(of(&["records", "restore", copy]).status.success());
    assert_eq!(json(&["records", "list"]), listed);

    // A changed score is found, and whose it is.
    rusqlite::Connection::open(&records)
        .unwrap()
        .execute_batch(
            "DROP TRIGGER events_are_never_changed; \
             UPDATE events SET body = replace(body, 'elapsed', 'elapsd') WHERE seq = 9",
        )
        .unwrap();
    let output = of(&["records", "check"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(said.contains(listed[0]["candidate"].as_str().unwrap()), "{said}");
    assert_eq!(json(&["records", "list"])[0]["damaged"], true);
}

#[test]
fn a_scorecard_gives_its_session_back_and_tells_who_signed_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    demo(folder.path());
    let data = path("data");
    check(&["key", "show", "--data-dir", &data], 0, &[]);
    check(
        &["scorecard", &path("session.ron"), "--out", &path("s.pdf"), "--data-dir", &data],
        0,
        &[],
    );
    let verify = |name: &str, more: &[&str]| {
        let file = path(name);
        let mut arguments = vec!["verify", &file, "--data-dir", &data];
        arguments.extend(more);
        let output = plumbline(&arguments);
        (output.status.code(), String::from_utf8(output.stdout).unwrap())
    };
    let (status, words) = verify("s.pdf", &["--extract", &path("out.ron")]);
    assert_eq!(status, Some(0), "{words}");
    for expected in
        ["unchanged since its export", "no records here", "this installation", "does not prove"]
    {
        assert!(words.contains(expected), "{expected:?}: {words}");
    }
    assert_eq!(fs::read(path("out.ron")).unwrap(), fs::read(path("session.ron")).unwrap());
    // The page carries all that it needs to be made again.
    check(&["scorecard", &path("s.pdf"), "--out", &path("again.pdf"), "--data-dir", &data], 0, &[]);
    assert!(fs::read(path("again.pdf")).unwrap() == fs::read(path("s.pdf")).unwrap());
    let mut bytes = fs::read(path("s.pdf")).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(path("s.pdf"), &bytes).unwrap();
    let (status, words) = verify("s.pdf", &[]);
    assert_eq!(status, Some(1), "{words}");
    fs::write(path("cut.pdf"), &bytes[..middle]).unwrap();
    check(&["scorecard", &path("cut.pdf"), "--out", &path("x.pdf")], 1, &["cut.pdf"]);
    fs::write(path("not.pdf"), "no page at all").unwrap();
    check(&["verify", &path("not.pdf")], 1, &["not.pdf"]);
}

#[test]
fn the_guide_of_a_set_is_written_and_what_is_no_set_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    demo(folder.path());
    check(&["guide", &path("set.ron"), "--out", &path("guide.pdf")], 0, &[]);
    check(
        &["guide", &path("session.ron"), "--out", &path("of-session.pdf"), "--paper", "letter"],
        0,
        &[],
    );
    assert!(fs::read(path("guide.pdf")).unwrap().starts_with(b"%PDF-1.7"));
    let set = fs::read_to_string(path("set.ron")).unwrap();
    let unknown = set.replacen("question: \"", "question: \"no-such-", 1);
    fs::write(path("unknown.ron"), unknown).unwrap();
    check(&["guide", &path("unknown.ron"), "--out", &path("x.pdf")], 1, &["no-such-", "--library"]);
    check(&["guide", &path("scorecard.pdf"), "--out", &path("x.pdf")], 1, &["scorecard.pdf"]);
    assert!(!folder.path().join("x.pdf").exists());
}
