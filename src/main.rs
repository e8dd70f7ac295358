//! Starts the window or runs one command; it holds no logic.

use std::process::ExitCode;

use plumbline::cli::{self, Next};

fn main() -> ExitCode {
    match cli::run() {
        Next::Exit(code) => code,
        #[cfg(feature = "gui")]
        Next::Window(opening) => match plumbline::ui::run(opening) {
            Ok(()) => ExitCode::SUCCESS,
            Err(why) => cli::no_window(&why),
        },
        #[cfg(not(feature = "gui"))]
        Next::Window(_) => cli::no_window("this build has none (it lacks the feature \"gui\")"),
    }
}
