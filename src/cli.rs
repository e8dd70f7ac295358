//! The command line: every headless command.
//!
//! Exit status: 0 done, 1 the input has problems (each on standard error as
//! `path:line:column: message`), 2 wrong usage. With `--json` a command prints one JSON value on
//! standard output and nothing else.

mod assemble;
mod check;
mod commands;
mod guide;
mod import;
mod key;
mod records;
mod scorecard;
mod verify;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::frame::places::{Opening, Places};

/// Structured interviews, from question bank to scorecard.
#[derive(Debug, Parser)]
#[command(version, about, max_term_width = 100, args_conflicts_with_subcommands = true)]
#[command(after_help = "Without a command the window opens.")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// A .ron set, session or bank, or a scorecard, to open in the window
    file: Option<PathBuf>,
    /// Keep records and preferences below this folder instead of the user's own
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Play a scripted interview; write its set, session and scorecard
    Demo {
        /// The folder for set.ron, session.ron and scorecard.pdf; made if missing
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
        /// Replace files of these names that hold something else
        #[arg(long)]
        force: bool,
        /// Keep the session in the records below this folder as well
        #[arg(long, value_name = "DIR")]
        data_dir: Option<PathBuf>,
    },
    /// List the question bank
    Bank {
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// A folder of .ron files to use in place of the shipped questions
        #[arg(long, value_name = "DIR")]
        library: Option<PathBuf>,
    },
    /// Find the questions in any document: text, Markdown, Word, Excel, CSV, GIFT, Aiken, JSON
    Import(import::Wanted),
    /// Propose a question set for a seniority
    Assemble(assemble::Wanted),
    /// Write the scorecards of sessions
    Scorecard(scorecard::Wanted),
    /// Print the JSON Schema of a scorecard in JSON
    Schema,
    /// Write the interviewer's guide of a set as a PDF, to print and write on
    Guide(guide::Wanted),
    /// List, check, back up or restore the records of your sessions
    #[command(subcommand)]
    Records(RecordsCommand),
    /// Show, copy or take over the key that signs your submissions
    #[command(subcommand)]
    Key(KeyCommand),
    /// Say whether a file is unchanged, matches the records, and who signed it
    Verify(verify::Wanted),
    /// Check .ron files and folders of them
    Check {
        /// Files and folders
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Fail for warnings as well
        #[arg(long)]
        strict: bool,
    },
}

#[derive(Debug, Subcommand)]
enum RecordsCommand {
    /// List the sessions
    List(RecordsPlace),
    /// Read every session in full, and compare it with what the witness knows
    Check(RecordsPlace),
    /// Write a verified copy of the records to a new file
    Backup {
        /// The file; it must not exist
        file: PathBuf,
        #[command(flatten)]
        place: RecordsPlace,
    },
    /// Bring back every session of a backup; those that are there stay
    Restore {
        /// The backup
        file: PathBuf,
        #[command(flatten)]
        place: RecordsPlace,
    },
}

#[derive(Debug, Subcommand)]
enum KeyCommand {
    /// Print the public key, and make a key if there is none
    Show {
        #[command(flatten)]
        place: RecordsPlace,
    },
    /// Write a copy of the key, its secret half included, to a new file
    Export {
        /// The file; it must not exist
        file: PathBuf,
        #[command(flatten)]
        place: RecordsPlace,
    },
    /// Take over an exported key; one that is there already is never replaced
    Import {
        /// The exported key
        file: PathBuf,
        #[command(flatten)]
        place: RecordsPlace,
    },
}

#[derive(Debug, clap::Args)]
struct RecordsPlace {
    /// The folder of records and key instead of the user's own
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

enum Outcome {
    Done,
    HasProblems,
    WrongUsage,
}

/// What `main` does after the command line is read.
pub enum Next {
    Exit(ExitCode),
    Window(Opening),
}

pub fn run() -> Next {
    let arguments = Arguments::parse();
    let outcome = match arguments.command {
        Some(command) => commands::run(command),
        None => match opening(arguments.file, arguments.data_dir) {
            Ok(opening) => return Next::Window(opening),
            Err(message) => {
                complain(&message);
                Outcome::HasProblems
            }
        },
    };
    Next::Exit(match outcome {
        Outcome::Done => ExitCode::SUCCESS,
        Outcome::HasProblems => ExitCode::from(1),
        Outcome::WrongUsage => ExitCode::from(2),
    })
}

/// Says why there is no window, and what works without one.
pub fn no_window(why: &str) -> ExitCode {
    complain(&format!("Plumbline's window could not be opened: {why}"));
    complain("The whole job also runs without a window; try: plumbline demo --out demo");
    ExitCode::from(1)
}

fn opening(file: Option<PathBuf>, data_dir: Option<PathBuf>) -> Result<Opening, String> {
    if let Some(file) = &file
        && !file.exists()
    {
        return Err(format!(
            "{}: there is neither a file nor a command of that name (plumbline --help lists the \
             commands)",
            file.display()
        ));
    }
    Ok(Opening { file, places: places(data_dir)? })
}

/// The user's own folders, or everything below one.
fn places(data_dir: Option<PathBuf>) -> Result<Places, String> {
    let places = match data_dir {
        Some(folder) => Some(Places::below(&std::path::absolute(&folder).unwrap_or(folder))),
        None => Places::of_user(),
    };
    places.ok_or_else(|| {
        "there is no home folder for records and preferences: name one with --data-dir".to_owned()
    })
}

/// Text on standard output.
fn say(text: &str) -> io::Result<()> {
    unless_gone(writeln!(io::stdout(), "{text}"))
}

/// A reader that has gone away is no error of ours.
fn unless_gone(said: io::Result<()>) -> io::Result<()> {
    match said {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        result => result,
    }
}

/// A line on standard error; where even that cannot be written, nobody is left to tell.
fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{}", one_line(line));
}

/// A line that a file's content cannot break or use to steer the terminal.
fn one_line(text: &str) -> String {
    let escape =
        |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(escape).collect()
}
