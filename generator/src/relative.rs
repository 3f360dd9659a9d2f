//! Paths as a committed file may hold them: from one folder to another, with `/`.

use std::path::{Component, Path};

/// The path from one folder to a file or folder, with `/`, as a committed file may hold it.
pub(crate) fn relative(from: &Path, to: &Path) -> String {
    let (from, to) = (normal(from), normal(to));
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..".to_owned(), from.len() - shared);
    up.chain(to.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

/// The parts of a path made absolute, without `.` and `..`.
fn normal(path: &Path) -> Vec<String> {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut parts: Vec<String> = Vec::new();
    for part in absolute.components() {
        match part {
            Component::ParentDir => drop(parts.pop()),
            Component::Normal(name) => parts.push(name.to_string_lossy().into_owned()),
            Component::Prefix(prefix) => parts.push(prefix.as_os_str().to_string_lossy().into_owned()),
            Component::RootDir | Component::CurDir => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_written_from_the_generated_folder() {
        let relative = |from: &str, to: &str| super::relative(Path::new(from), Path::new(to));
        assert_eq!(relative("a/generated", "a/metadata/../x.xml"), "../x.xml");
        assert_eq!(relative("a/metadata/../generated", "a/metadata/csdl.toml"), "../metadata/csdl.toml");
        assert_eq!(relative("a", "a/b"), "b");
    }
}
