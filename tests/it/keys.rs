//! Signing keys on the disk, and the two commands that need them: `key` and `verify`.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use plumbline::domain::check::Severity;
use plumbline::domain::signature::Signer;
use plumbline::frame::places::Places;
use plumbline::keys::{Damage, KeyError, Keyring, KnownKeys, SigningKey};
use plumbline::library::file::session_file;
use plumbline::library::source::Source;
use plumbline::records::backup::Occasion;
use serde_json::Value;

use crate::rig;
use crate::signing::{amend, key, sealed, sign};

/// Without a folder of the person's own to look into.
fn plumbline(home: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_plumbline"));
    command.args(arguments).env("HOME", home);
    for name in ["XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"] {
        command.env(name, home.join(name));
    }
    command.output().unwrap()
}

// ---- The own key --------------------------------------------------------------------------------

#[test]
fn a_key_is_made_once_and_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let ring = Keyring::in_folder(&folder.path().join("data/keys"));
    assert!(ring.read().unwrap().is_none());
    assert!(!folder.path().join("data").exists(), "looking makes nothing");
    let made = ring.open().unwrap();
    assert!(made.was_made && !made.was_narrowed);
    let again = ring.open().unwrap();
    assert!(!again.was_made);
    assert_eq!(again.key.public(), made.key.public());
    let other = Keyring::in_folder(&folder.path().join("other")).open().unwrap();
    assert_ne!(other.key.public(), made.key.public());
    assert!(!format!("{made:?}").contains(&secret_of(ring.path())), "no log shows the secret");
}

fn secret_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    text.lines().find_map(|line| line.strip_prefix("secret: ")).unwrap().to_owned()
}

#[cfg(unix)]
#[test]
fn the_key_is_its_owners_alone_and_so_is_a_copy_of_it() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let folder = tempfile::tempdir().unwrap();
    let ring = Keyring::in_folder(&folder.path().join("keys"));
    ring.open().unwrap();
    let copy = folder.path().join("copy.key");
    ring.export(&copy).unwrap();
    assert_eq!((mode(ring.path()), mode(&folder.path().join("keys"))), (0o600, 0o700));
    assert_eq!(mode(&copy), 0o600);
    fs::set_permissions(ring.path(), fs::Permissions::from_mode(0o644)).unwrap();
    assert!(ring.open().unwrap().was_narrowed);
    assert_eq!(mode(ring.path()), 0o600);
}

/// Each damage is told, and the file stays as it is: no new key takes its place.
#[test]
fn a_damaged_key_is_told_and_never_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let ring = Keyring::in_folder(&folder.path().join("keys"));
    let public = ring.open().unwrap().key.public().to_string();
    let good = fs::read_to_string(ring.path()).unwrap();
    let secret = secret_of(ring.path());
    let other = key(9).public().to_string();
    let first = if secret.starts_with('0') { "1" } else { "0" };
    let flipped = format!("{first}{}", &secret[1..]);
    for (text, damage) in [
        (String::new(), Damage::Empty),
        ("\n \n".to_owned(), Damage::Empty),
        ("secret".to_owned(), Damage::NotAKey),
        (good.replace("key 1", "key 2"), Damage::Newer("2".to_owned())),
        (good.replace("key 1", "key"), Damage::NotAKey),
        (good.replace(&secret, &secret[..63]), wrong_length("secret", 63)),
        (good.replace(&secret, ""), wrong_length("secret", 0)),
        (good.replace(&public, &format!("{public}00")), wrong_length("public", 66)),
        (good.replace(&secret, &"g".repeat(64)), Damage::NotHex("secret")),
        (good.replace(&secret, &flipped), Damage::Unmatched),
        (good.replace(&public, &other), Damage::Unmatched),
        (good.replace("public: ", "# "), Damage::Missing("public")),
        (good.replace("secret: ", "# "), Damage::Missing("secret")),
        (format!("{good}public: {public}\n"), Damage::Twice("public")),
        (format!("{good}more\n"), Damage::UnknownLine(5)),
        (good[..good.len() / 2].to_owned(), wrong_length("secret", 0)),
    ] {
        fs::write(ring.path(), &text).unwrap();
        for result in [ring.open().map(|_| ()), ring.read().map(|_| ())] {
            let error = result.unwrap_err();
            let said = error.to_string();
            let KeyError::Damaged { damage: found, .. } = error else { panic!("{said}") };
            // A file cut in half ends anywhere in the secret half.
            match (&found, &damage) {
                (
                    Damage::WrongLength { half: one, .. },
                    Damage::WrongLength { half: other, .. },
                ) => {
                    assert_eq!(one, other, "{text}");
                }
                _ => assert_eq!(found, damage, "{text}"),
            }
            assert!(said.contains("nothing was changed"), "{said}");
        }
        assert_eq!(fs::read_to_string(ring.path()).unwrap(), text);
    }
    fs::write(ring.path(), [0xFF, 0xFE]).unwrap();
    assert!(matches!(ring.open(), Err(KeyError::Unreadable { .. })));
    fs::remove_file(ring.path()).unwrap();
    fs::create_dir(ring.path()).unwrap();
    assert!(matches!(ring.open(), Err(KeyError::Unreadable { .. })));
    assert!(ring.path().is_dir());
}

fn wrong_length(half: &'static str, found: usize) -> Damage {
    Damage::WrongLength { half, found }
}

/// The form in which keys were first written opens for good.
#[test]
fn a_key_file_of_the_first_form_is_read() {
    let text = "plumbline signing key 1\r\n# A remark.\r\n\r\n\
                secret: 4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb\r\n\
                public: 3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c\r\n";
    assert!(SigningKey::parse(text).is_ok());
}

#[test]
fn a_key_is_taken_over_and_never_in_place_of_another() {
    let folder = tempfile::tempdir().unwrap();
    let ring = |name: &str| Keyring::in_folder(&folder.path().join(name));
    let public = ring("one").open().unwrap().key.public();
    let copy = folder.path().join("copy.key");
    assert!(matches!(ring("none").export(&copy), Err(KeyError::Absent { .. })));
    ring("one").export(&copy).unwrap();
    assert!(ring("one").export(&copy).is_err(), "a copy replaces no file");
    ring("two").import(&copy).unwrap();
    assert_eq!(ring("two").read().unwrap().unwrap().public(), public);
    ring("two").import(&copy).unwrap();
    let other = ring("other").open().unwrap().key.public();
    assert!(matches!(ring("other").import(&copy), Err(KeyError::Another { .. })));
    assert_eq!(ring("other").read().unwrap().unwrap().public(), other);
    let damaged = ring("damaged");
    fs::create_dir(folder.path().join("damaged")).unwrap();
    fs::write(damaged.path(), "").unwrap();
    assert!(matches!(damaged.import(&copy), Err(KeyError::Damaged { .. })));
    assert_eq!(fs::read(damaged.path()).unwrap(), b"");
    fs::write(&copy, "no key").unwrap();
    assert!(matches!(ring("three").import(&copy), Err(KeyError::NotAKey { .. })));
    assert!(!folder.path().join("three").exists());
}

/// Whoever gets a backup, or the records themselves, cannot sign.
#[test]
fn neither_the_records_nor_their_copies_hold_the_key() {
    let folder = rig::folder();
    let places = Places::below(folder.path());
    let ring = Keyring::in_folder(&places.keys());
    let own = ring.open().unwrap().key;
    let mut script = sealed();
    sign(&mut script, &own);
    let (mut vault, _) = rig::open(&places.shelf(&Default::default()));
    rig::keep(&mut vault, &script.record);
    rig::back_up(&mut vault, Occasion::Submission);
    let kept = folder.path().join("elsewhere.sqlite");
    plumbline::records::backup::copy_database(vault.path(), &kept).unwrap();
    let digits = secret_of(ring.path());
    let bytes: Vec<u8> =
        (0..64).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect();
    let public = own.public().to_string();
    let holds = |file: &[u8], part: &[u8]| file.windows(part.len()).any(|it| it == part);
    let (mut backups, mut with_public) = (0, 0);
    for (path, file) in rig::files(folder.path()) {
        if path == ring.path() {
            assert!(holds(&file, digits.as_bytes()));
            continue;
        }
        backups += usize::from(path.starts_with(folder.path().join("backups")));
        with_public += usize::from(holds(&file, public.as_bytes()));
        let is_clean = !holds(&file, digits.as_bytes()) && !holds(&file, &bytes);
        assert!(is_clean, "{} holds the key", path.display());
    }
    assert!(
        backups >= 2 && with_public >= 3,
        "{backups} backups, {with_public} with the public key"
    );
}

// ---- Keys of others -----------------------------------------------------------------------------

#[test]
fn a_list_of_signers_tells_each_problem_by_its_line() {
    let (one, two) = (key(1).public().to_string(), key(2).public().to_string());
    let text = format!(
        "\u{feff}# Who signs here\n\n{one}  Dana Whitfield \n{two}\tŁukasz Øvergaard\r\n\
         {one}  Somebody Else\nnonsense\n{}\n{}  Upper\n{}  Zero\n{}  Dana Whitfield\n",
        key(3).public(),
        two.to_uppercase(),
        "0".repeat(63) + "1",
        key(4).public(),
    );
    let (known, problems) = KnownKeys::parse(&Source::new("signers.txt", text));
    let name = |number: u8| known.name(&key(number).public());
    assert_eq!(name(1), Some("Dana Whitfield"), "the first line holds");
    assert_eq!(name(2), Some("Łukasz Øvergaard"));
    assert_eq!((name(3), name(4), known.len()), (None, Some("Dana Whitfield"), 3));
    let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
    for (line, words) in [
        (5, "this key is on line 3 already, as Dana Whitfield"),
        (6, "\"nonsense\" is none"),
        (7, "has no name"),
        (8, "lower-case"),
        (10, "has another key on line 3"),
    ] {
        let start = format!("signers.txt:{line}:");
        assert!(said.iter().any(|it| it.starts_with(&start) && it.contains(words)), "{said:?}");
    }
    let errors = problems.iter().filter(|problem| problem.severity == Severity::Error).count();
    assert_eq!(errors + 1, said.len(), "two keys of one person are a warning");
}

// ---- The commands -------------------------------------------------------------------------------

#[test]
fn the_key_is_shown_copied_and_taken_over_without_a_window() {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| plumbline(folder.path(), arguments);
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let (one, two, copy) = (path("one"), path("two"), path("copy.key"));
    let show = |data: &str| -> Value {
        let output = run(&["key", "show", "--data-dir", data, "--json"]);
        assert!(output.status.success(), "{output:?}");
        serde_json::from_slice(&output.stdout).unwrap()
    };
    let shown = show(&one);
    assert_eq!(shown["made"], true);
    assert_eq!(show(&one)["made"], false);
    let public = shown["public"].as_str().unwrap().to_owned();
    assert_eq!(shown["line"], format!("{public}  Your Name"));
    let said = run(&["key", "show", "--data-dir", &one]);
    assert!(String::from_utf8(said.stdout).unwrap().contains(&public));
    assert!(run(&["key", "export", &copy, "--data-dir", &one]).status.success());
    let again = run(&["key", "export", &copy, "--data-dir", &one]);
    assert_eq!(again.status.code(), Some(1));
    assert!(run(&["key", "import", &copy, "--data-dir", &two]).status.success());
    assert_eq!(show(&two)["public"], public);
    let three = path("three");
    show(&three);
    let refused = run(&["key", "import", &copy, "--data-dir", &three]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(String::from_utf8(refused.stderr).unwrap().contains("another signing key"));
}

fn is_sqlites(path: &Path) -> bool {
    let name = path.to_str().unwrap();
    name.ends_with("-shm") || name.ends_with("-wal")
}

/// A folder with a data folder, a list of signers, and sessions to verify.
struct Bench {
    folder: tempfile::TempDir,
}

impl Bench {
    fn new() -> Self {
        let bench = Self { folder: rig::folder() };
        let list = format!("{}  Dana Whitfield\n", key(1).public());
        fs::write(bench.path("signers.txt"), list).unwrap();
        bench
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_str().unwrap().to_owned()
    }

    fn write(&self, record: &plumbline::domain::record::SessionRecord) {
        fs::write(self.path("session.ron"), session_file(record).unwrap()).unwrap();
    }

    /// Every file, less what SQLite puts beside a database that is read.
    fn names(&self) -> Vec<std::path::PathBuf> {
        let names = rig::files(self.folder.path()).into_iter().map(|(path, _)| path);
        names.filter(|path| !is_sqlites(path)).collect()
    }

    /// What `verify` says, and its exit status.
    fn verify(&self, more: &[&str]) -> (String, i32) {
        let (session, data) = (self.path("session.ron"), self.path("data"));
        let before = self.names();
        let usual = ["verify", &session, "--data-dir", &data];
        let output = plumbline(self.folder.path(), &[&usual[..], more].concat());
        if !more.contains(&"--extract") {
            assert_eq!(self.names(), before, "verifying makes nothing");
        }
        let said = [output.stdout, output.stderr].concat();
        (String::from_utf8(said).unwrap(), output.status.code().unwrap())
    }

    fn check(&self, more: &[&str], status: i32, words: &[&str]) {
        let (said, code) = self.verify(more);
        assert_eq!(code, status, "{said}");
        for words in words {
            assert!(said.contains(words), "{words:?} is not in: {said}");
        }
    }

    fn keep(&self, record: &plumbline::domain::record::SessionRecord) {
        let places = Places::below(&self.folder.path().join("data"));
        let (mut vault, _) = rig::open(&places.shelf(&Default::default()));
        rig::keep(&mut vault, record);
    }
}

#[test]
fn verify_says_who_signed_and_knows_them_by_the_list() {
    let bench = Bench::new();
    let signers = bench.path("signers.txt");
    let known = ["--keys", signers.as_str(), "--require-known"];
    let mut script = sealed();
    bench.write(&script.record);
    bench.check(&[], 0, &["file: unchanged", "records: no records here", "signature: unsigned"]);
    bench.check(
        &[],
        0,
        &["does not prove that the interviewer did not write all of it afterwards"],
    );
    bench.check(&known, 1, &["signature: unsigned", "--require-known"]);

    sign(&mut script, &key(1));
    bench.write(&script.record);
    bench.check(&[], 0, &["signed by an unknown key"]);
    bench.check(&["--require-known"], 1, &["signed by an unknown key"]);
    bench.check(&known, 0, &["signed by Dana Whitfield ("]);
    // The list of the workspace in the preferences serves where none is named.
    let prefs = format!("(workspace: Some({:?}))", bench.folder.path().display().to_string());
    fs::create_dir(bench.path("data")).unwrap();
    fs::write(bench.path("data/preferences.ron"), prefs).unwrap();
    bench.check(&["--require-known"], 0, &["signed by Dana Whitfield ("]);

    amend(&mut script, 5);
    bench.write(&script.record);
    bench.check(&known[..2], 0, &["amendment 1 is unsigned; the rest is signed by Dana"]);
    bench.check(&known, 1, &["amendment 1 is unsigned"]);
    sign(&mut script, &key(2));
    bench.write(&script.record);
    bench.check(&known, 1, &["signed by Dana Whitfield (", "and an unknown key ("]);

    let own = Keyring::in_folder(&Path::new(&bench.path("data")).join("keys")).open().unwrap().key;
    let mut script = sealed();
    sign(&mut script, &own);
    bench.write(&script.record);
    bench.check(&[], 0, &["signed by this installation ("]);
    bench.check(&["--require-known"], 1, &["signed by this installation ("]);

    script.record.events.last_mut().unwrap().wall_ms += 1;
    bench.write(&script.record);
    bench.check(&[], 0, &["signed by this installation"]);
    script.record.events[2].wall_ms += 1;
    bench.write(&script.record);
    bench.check(&[], 1, &["file: changed", "signature: does not match"]);
    fs::write(&signers, "nonsense\n").unwrap();
    bench.check(&["--keys", &signers], 1, &["signers.txt:1:1: "]);
}

#[test]
fn verify_compares_with_the_records_of_this_machine() {
    let bench = Bench::new();
    let mut script = sealed();
    sign(&mut script, &key(1));
    bench.keep(&rig::submitted("another"));
    bench.write(&script.record);
    bench.check(&[], 0, &["records: not in these records"]);
    bench.keep(&script.record);
    bench.check(&[], 0, &["records: the same\n"]);
    let usual = Default::default();
    bench.write(&script.record.disclosed(usual));
    bench.check(&[], 0, &["records: the same\n"]);
    let mut later = plumbline::domain::record::SessionRecord::clone(&script.record);
    later.events.truncate(later.events.len() - 1);
    bench.write(&later);
    bench.check(&[], 0, &["the records have 1 later event\n", "signature: unsigned"]);
    amend(&mut script, 5);
    bench.write(&script.record);
    let seq = script.record.events.len();
    bench.check(&[], 1, &[&format!("records: differs at event {seq}")]);
    let (said, _) = bench.verify(&["--json"]);
    let said: Value = serde_json::from_str(&said).unwrap();
    assert_eq!(said["records"]["event"], seq);
    assert_eq!(
        (&said["file"]["state"], &said["contradiction"]),
        (&"unchanged".into(), &true.into())
    );
    assert_eq!(said["signature"]["state"], "partly_signed");
    assert_eq!(said["signature"]["steps"][0]["key"], key(1).public().to_string());
}

#[test]
fn a_session_that_was_edited_by_hand_is_named_and_not_extracted() {
    let bench = Bench::new();
    let mut script = sealed();
    sign(&mut script, &key(1));
    bench.write(&script.record);
    let out = bench.path("out.ron");
    bench.check(&["--extract", &out], 0, &["wrote "]);
    assert_eq!(fs::read(&out).unwrap(), fs::read(bench.path("session.ron")).unwrap());
    bench.check(&["--extract", &out], 1, &["exists already"]);
    fs::remove_file(&out).unwrap();
    let text = fs::read_to_string(bench.path("session.ron")).unwrap();
    fs::write(bench.path("session.ron"), text.replace("Reasons for s", "Reasons for t")).unwrap();
    let changed = ["file: changed", "its hash differs", "signature: does not match"];
    bench.check(&["--keys", &bench.path("signers.txt")], 1, &changed);
    bench.check(&["--extract", &out], 1, &["nothing was extracted"]);
    assert!(!Path::new(&out).exists());
    fs::write(bench.path("session.ron"), &text[..text.len() / 2]).unwrap();
    bench.check(&[], 1, &["session.ron:"]);
}
