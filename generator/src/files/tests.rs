#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use super::{Strays, Target, apply, apply_all, compare};

fn files(list: &[(&str, &str)]) -> BTreeMap<PathBuf, String> {
    list.iter().map(|(path, text)| (PathBuf::from(path), (*text).to_owned())).collect()
}

#[test]
fn only_what_changes_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let ours = |list: &[(&str, &str)]| {
        let mut files = files(list);
        files.values_mut().for_each(|text| text.insert_str(0, csdl_fingerprint::HEADER));
        files
    };
    let first = apply(folder.path(), &ours(&[("a.rs", "1"), ("b/c.rs", "2")]), Strays::Remove).unwrap();
    assert_eq!(first.written.len(), 2);
    let second = apply(folder.path(), &ours(&[("a.rs", "1"), ("b/d.rs", "3")]), Strays::Remove).unwrap();
    assert_eq!(second.written, [PathBuf::from("b/d.rs")]);
    assert_eq!(second.unchanged, [PathBuf::from("a.rs")]);
    assert_eq!(second.removed, [PathBuf::from("b/c.rs")]);
    apply(folder.path(), &ours(&[("a.rs", "1")]), Strays::Remove).unwrap();
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["a.rs"], "folders that become empty go");
}

#[test]
fn a_failure_leaves_everything_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    apply(folder.path(), &files(&[("a.rs", "old"), ("z.rs", "old")]), Strays::Keep).unwrap();
    // A folder where a file should go cannot be replaced.
    fs::create_dir_all(folder.path().join("m.rs/inner")).unwrap();
    apply(folder.path(), &files(&[("a.rs", "new"), ("m.rs", "new"), ("z.rs", "new")]), Strays::Keep).unwrap_err();
    assert_eq!(fs::read_to_string(folder.path().join("a.rs")).unwrap(), "old");
    assert_eq!(fs::read_to_string(folder.path().join("z.rs")).unwrap(), "old");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "no temporary file is left");
}

#[test]
fn no_path_leaves_the_folder() {
    let folder = tempfile::tempdir().unwrap();
    for path in ["../a.rs", "/a.rs", "b/../../a.rs", ""] {
        apply(folder.path(), &files(&[(path, "")]), Strays::Keep).unwrap_err();
    }
}

#[test]
fn many_at_once_take_turns() {
    let folder = tempfile::tempdir().unwrap();
    std::thread::scope(|scope| {
        for number in 0..8 {
            let root = folder.path();
            scope.spawn(move || {
                let text = format!("{}{}", csdl_fingerprint::HEADER, format!("{number}").repeat(100_000));
                apply(root, &files(&[("a.rs", &text), ("b.rs", &text)]), Strays::Remove).unwrap();
            });
        }
    });
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(read("a.rs"), read("b.rs"));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn several_folders_change_together_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let (one, two) = (folder.path().join("one"), folder.path().join("two/below"));
    fs::create_dir_all(two.join("m.rs/inner")).unwrap();
    let (first, second) = (files(&[("deep/a.rs", "new")]), files(&[("m.rs", "new")]));
    let targets = |second| {
        [
            Target { root: &one, files: &first, strays: Strays::Keep },
            Target { root: &two, files: second, strays: Strays::Keep },
        ]
    };
    apply_all(&targets(&second)).unwrap_err();
    assert!(!one.exists(), "a folder that was made on the way is gone");
    let second = files(&[("n.rs", "new")]);
    let applied = apply_all(&targets(&second)).unwrap();
    assert_eq!(applied[0].written, [PathBuf::from("deep/a.rs")]);
    assert_eq!(fs::read_to_string(two.join("n.rs")).unwrap(), "new");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_removed_over_a_link() {
    use std::os::unix::fs::symlink;
    let folder = tempfile::tempdir().unwrap();
    let (root, elsewhere) = (folder.path().join("root"), folder.path().join("elsewhere"));
    let theirs = format!("{}of theirs", csdl_fingerprint::HEADER);
    fs::create_dir_all(&root).unwrap();
    fs::create_dir_all(&elsewhere).unwrap();
    fs::write(elsewhere.join("a.rs"), &theirs).unwrap();
    symlink(&elsewhere, root.join("deep")).unwrap();
    symlink(elsewhere.join("a.rs"), root.join("b.rs")).unwrap();
    symlink(elsewhere.join("missing.rs"), root.join("c.rs")).unwrap();
    for path in ["deep/a.rs", "deep/new/a.rs", "b.rs", "c.rs"] {
        let error = apply(&root, &files(&[(path, "new")]), Strays::Remove).unwrap_err();
        assert!(error.to_string().contains("is a link"), "{path}: {error}");
    }
    // Links that are in nobody's way stay, and what they lead to as well.
    apply(&root, &files(&[("d.rs", "new")]), Strays::Remove).unwrap();
    let asked = files(&[("d.rs", "new")]);
    let target = Target { root: &root, files: &asked, strays: Strays::Remove };
    assert!(compare(&target).unwrap().removed.is_empty());
    assert_eq!(fs::read_to_string(elsewhere.join("a.rs")).unwrap(), theirs);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 1);
    // The folder itself may be one: that is the user's own choice.
    symlink(&root, folder.path().join("link")).unwrap();
    apply(&folder.path().join("link"), &files(&[("e.rs", "new")]), Strays::Keep).unwrap();
}
