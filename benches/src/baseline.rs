//! What others would do: the other side of the ratios.

use std::{io, path::Path};

use quick_xml::{Reader, events::Event};

/// Reads a document event by event and keeps nothing of it: how many events it has.
///
/// # Errors
///
/// Where it is not XML.
pub fn xml_events(text: &str) -> Result<usize, quick_xml::Error> {
    let mut reader = Reader::from_reader(text.as_bytes());
    let mut events = 0;
    while reader.read_event()? != Event::Eof {
        events += 1;
    }
    Ok(events)
}

/// The texts of all Rust files below a folder.
///
/// # Errors
///
/// Where one cannot be read.
pub fn rust_files(folder: &Path) -> io::Result<Vec<String>> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().filter_map(Result::ok);
    let rust = files.filter(|file| file.path().extension().is_some_and(|extension| extension == "rs"));
    rust.map(|file| std::fs::read_to_string(file.path())).collect()
}

/// Parses files with syn and keeps nothing: how many items they have.
///
/// # Errors
///
/// Where one is not Rust.
pub fn syn_items(files: &[String]) -> syn::Result<usize> {
    files.iter().map(|text| syn::parse_file(text).map(|file| file.items.len())).sum()
}
