//! Generates Rust models and an async client from OData CSDL metadata.
//!
//! The stages, each of which knows only the ones above it:
//!
//! | module | takes | gives |
//! |---|---|---|
//! | [`csdl`] | CSDL XML or CSDL JSON | documents with places; names unresolved |
//! | [`references`] | documents | the local files that they refer to |
//! | [`schema`] | documents and overlays | a resolved, checked [`Schema`](schema::Schema) |
//! | [`scope`] | a schema and [`config`] | the part in scope, and why it is |
//! | [`slice`](mod@slice) | a schema | CSDL of facts only |
//! | [`names`] | a lock file | names that were given and stay |
//! | [`plan`](mod@plan) | a schema, names that stay | every Rust name, type, module and line of documentation |
//! | [`emit`](mod@emit) | a plan | text of files |
//! | [`files`] | text of files | a folder, changed all at once or not at all |
//! | [`diff`](mod@diff) | two schemas and their plans | what differs, and what it does to a caller |
//!
//! [`generate`](mod@generate) runs them all, for the command `csdl` and for build scripts:
//!
//! ```no_run
//! use csdl_codegen::generate::generate;
//!
//! match generate("metadata/csdl.toml".as_ref()) {
//!     Ok(generated) => println!("{} files written", generated.files.written.len()),
//!     // Every error with file, line, column and a snippet; the generated folder is as it was.
//!     Err(failure) => eprintln!("{failure}"),
//! }
//! ```

mod builder;
pub mod config;
pub mod create;
pub mod csdl;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod files;
pub mod generate;
pub mod ident;
pub mod lint;
pub mod names;
mod parallel;
pub mod pipeline;
pub mod plan;
pub mod references;
mod relative;
pub mod revisions;
pub mod schema;
pub mod scope;
pub mod slice;
pub mod update;

pub use builder::{BuildError, Builder};
