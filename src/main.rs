//! Starts the window or runs one command; it holds no logic.

use std::process::ExitCode;

fn main() -> ExitCode {
    plumbline::cli::run()
}
