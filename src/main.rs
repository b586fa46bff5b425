//! Runs the command line and sets the exit code.

fn main() -> std::process::ExitCode {
    recto::cli::run()
}
