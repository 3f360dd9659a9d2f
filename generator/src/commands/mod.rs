//! The commands, one a file: each takes its arguments and gives an exit code.

pub(crate) mod console;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod generate;
pub(crate) mod lint;
pub(crate) mod new;
pub(crate) mod slice;
pub(crate) mod update;
pub(crate) mod why;
