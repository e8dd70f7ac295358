//! Texts that are read aloud before they change: kept in files, and compared.

use std::fs;
use std::path::Path;

/// Compares a text with the file that keeps it below `tests/golden`; `PLUMBLINE_BLESS=1` writes the file
/// anew, for a review to see what changed.
pub fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("PLUMBLINE_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        return fs::write(&path, text).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let (kept, now): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), text.lines().collect());
    let gone: Vec<_> = kept.iter().filter(|line| !now.contains(line)).collect();
    let new: Vec<_> = now.iter().filter(|line| !kept.contains(line)).collect();
    assert!(
        kept == now,
        "{name} differs: gone {gone:#?}, new {new:#?}; read it aloud, then run the test with \
         PLUMBLINE_BLESS=1"
    );
}
