//! The command `csdl`, run as a person runs it, on a copy of the project's own metadata.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::io::Write as _;
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// A project folder with a copy of `metadata/`.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let metadata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../metadata");
        copy(&metadata, &folder.path().join("metadata"));
        fs::write(folder.path().join("README.md"), "# A client\n").unwrap();
        Self(folder)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_csdl"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    fn csdl(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn generate(&self) -> String {
        let output = self.csdl(&["generate"]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        text(&output.stdout)
    }

    /// Changes a file of the metadata.
    fn edit(&self, file: &str, change: impl Fn(&str) -> String) {
        let path = self.0.path().join("metadata").join(file);
        let before = fs::read_to_string(&path).unwrap();
        let after = change(&before);
        assert_ne!(before, after, "the change changes nothing");
        fs::write(path, after).unwrap();
    }

    /// Everything generated, with the time each file was written.
    fn generated(&self) -> BTreeMap<PathBuf, (String, std::time::SystemTime)> {
        let mut found = BTreeMap::new();
        let mut open = vec![self.0.path().join("generated")];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let written = fs::metadata(&path).unwrap().modified().unwrap();
                    found.insert(path.clone(), (fs::read_to_string(&path).unwrap(), written));
                }
            }
        }
        found
    }

    /// A run that must fail with errors that name each of `places`, and must change nothing.
    fn refuses(&self, places: &[&str]) {
        let before = self.generated();
        let output = self.csdl(&["generate"]);
        assert_eq!(output.status.code(), Some(1));
        let errors = text(&output.stderr);
        for place in places {
            assert!(errors.contains(place), "{place} is not in:\n{errors}");
        }
        assert_eq!(self.generated(), before);
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The number in a row of the table.
fn row(table: &str, name: &str) -> usize {
    let line = table.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{name} in:\n{table}"));
    line[name.len()..].trim().trim_end_matches(" ms").parse().unwrap()
}

#[test]
fn generate_ends_with_a_table_and_a_second_run_writes_nothing() {
    let project = Project::new();
    let first = project.generate();
    // Three documents and overlays an API, and the vocabulary that the overlays refer to.
    assert_eq!(row(&first, "documents read"), 8);
    assert!(row(&first, "v1.0 types in scope") >= 132);
    assert!(row(&first, "beta types in scope") >= 153);
    assert!(row(&first, "files written") > 300);
    // The file of names is there already.
    assert_eq!((row(&first, "files unchanged"), row(&first, "files removed")), (1, 0));
    row(&first, "warnings");
    row(&first, "time");

    let before = project.generated();
    let second = project.generate();
    assert_eq!((row(&second, "files written"), row(&second, "files removed")), (0, 0));
    assert_eq!(project.generated(), before, "a file was written again");
    assert!(project.csdl(&["generate", "--check"]).status.success());
}

#[test]
fn a_renamed_property_changes_the_crate_and_check_tells_what_is_stale() {
    let project = Project::new();
    project.generate();
    project.edit("v1.0.csdl.xml", |xml| xml.replace("\"failureReason\"", "\"failureCause\""));
    project.edit("overlay/identity-governance.xml", |xml| xml.replace("/failureReason\"", "/failureCause\""));
    project.edit("beta.csdl.xml", |xml| xml.replace("\"failureReason\"", "\"failureCause\""));

    let before = project.generated();
    let check = project.csdl(&["generate", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(text(&check.stdout).contains("stale: v1_0/identity_governance/task_processing_result.rs"));
    assert_eq!(project.generated(), before);

    assert!(row(&project.generate(), "files written") > 0);
    let file = project.0.path().join("generated/v1_0/identity_governance/task_processing_result.rs");
    assert!(fs::read_to_string(file).unwrap().contains("pub failure_cause: Option<String>"));
    assert_eq!(row(&project.generate(), "files written"), 0);
}

#[test]
fn a_type_that_goes_takes_its_file_with_it_and_a_stray_file_is_removed() {
    let project = Project::new();
    project.generate();
    let stray = project.0.path().join("generated/v1_0/stray.rs");
    fs::write(&stray, "// @generated by csdl-codegen from a type that is gone.\n").unwrap();
    let foreign = project.0.path().join("generated/notes.txt");
    fs::write(&foreign, "mine").unwrap();
    assert_eq!(row(&project.generate(), "files removed"), 1);
    assert!(!stray.exists());
    assert_eq!(fs::read_to_string(foreign).unwrap(), "mine");

    // What is not generated is not overwritten either.
    let own = project.0.path().join("generated/lib.rs");
    fs::write(&own, "fn mine() {}").unwrap();
    assert_eq!(project.csdl(&["generate"]).status.code(), Some(1));
    assert_eq!(fs::read_to_string(own).unwrap(), "fn mine() {}");
}

#[test]
fn broken_documents_are_located_errors_and_change_nothing() {
    let unknown = Project::new();
    unknown.generate();
    unknown.edit("v1.0.csdl.xml", |xml| xml.replacen("\"Edm.DateTimeOffset\"", "\"Edm.DateTimeOfset\"", 1));
    unknown.refuses(&["metadata/v1.0.csdl.xml:", "did you mean `Edm.DateTimeOffset`?"]);

    let attribute = Project::new();
    attribute.generate();
    attribute.edit("beta.csdl.xml", |xml| xml.replacen("Nullable=\"false\"", "Nullable=\"maybe\"", 1));
    attribute.refuses(&["metadata/beta.csdl.xml:", "`maybe`"]);

    let cut = Project::new();
    cut.generate();
    cut.edit("v1.0.csdl.xml", |xml| xml[..xml.len() / 2].to_owned());
    cut.refuses(&["metadata/v1.0.csdl.xml:"]);

    // Errors of several files show in one run.
    let many = Project::new();
    many.generate();
    many.edit("v1.0.csdl.xml", |xml| xml.replacen("\"Edm.Boolean\"", "\"Edm.Bool\"", 1));
    many.edit("beta.csdl.xml", |xml| xml.replacen("\"Edm.Boolean\"", "\"Edm.Bool\"", 1));
    many.refuses(&["metadata/v1.0.csdl.xml:", "metadata/beta.csdl.xml:"]);
}

#[test]
fn an_overlay_that_describes_what_is_gone_is_an_error() {
    let project = Project::new();
    project.generate();
    project.edit("overlay/v1.0.xml", |xml| {
        xml.replacen(
            "Target=\"microsoft.graph.identityGovernance.",
            "Target=\"microsoft.graph.identityGovernance.gone",
            1,
        )
    });
    project.refuses(&["metadata/overlay/v1.0.xml:", "microsoft.graph.identityGovernance.gone"]);

    // A build goes on meanwhile, and says so.
    let built = csdl_codegen::generate::regenerate(&project.0.path().join("metadata/csdl.toml")).unwrap().unwrap();
    let warnings: String = built.reports.iter().map(ToString::to_string).collect();
    assert!(warnings.contains("microsoft.graph.identityGovernance.gone"), "{warnings}");
}

#[test]
fn several_processes_at_once_leave_whole_files() {
    let alone = Project::new();
    alone.generate();
    let crowd = Project::new();
    let start = || crowd.command(&["generate"]).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    for child in [start(), start(), start()] {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    let texts = |project: &Project| -> BTreeMap<PathBuf, String> {
        let root = project.0.path().to_owned();
        let relative = |path: PathBuf| path.strip_prefix(&root).unwrap().to_owned();
        project.generated().into_iter().map(|(path, (text, _))| (relative(path), text)).collect()
    };
    assert_eq!(texts(&crowd), texts(&alone));
}

#[test]
fn why_prints_the_chain_that_brings_a_type_in() {
    let project = Project::new();
    let output = project.csdl(&["why", "microsoft.graph.user", "--api", "v1.0"]);
    let chain = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(chain.lines().count() >= 2 && chain.contains("microsoft.graph.user"), "{chain}");

    let missing = project.csdl(&["why", "microsoft.graph.usr"]);
    assert_eq!(missing.status.code(), Some(1));
    assert!(text(&missing.stderr).contains("did you mean `microsoft.graph.user`?"));
}

#[test]
fn slicing_the_full_documents_gives_what_is_committed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (api, file) in [("v1.0", "v1.0.csdl.xml"), ("beta", "beta.csdl.xml")] {
        let full = root.join("../shared/metadata").join(format!("msgraph-{api}.csdl.xml"));
        if !full.exists() {
            // Not through `eprintln!`, which the test runner keeps to itself.
            let _ = writeln!(std::io::stderr(), "skipped: the full {api} document is not at hand");
            continue;
        }
        let project = Project::new();
        let full = full.canonicalize().unwrap();
        let output = project.csdl(&["slice", api, "--from", full.to_str().unwrap()]);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let written = fs::read_to_string(project.0.path().join("metadata").join(file)).unwrap();
        assert_eq!(written, fs::read_to_string(root.join("metadata").join(file)).unwrap());
    }
}

#[test]
fn lint_tells_what_is_wrong_and_by_its_exit_code_how_bad_it_is() {
    let project = Project::new();
    let good = "metadata/v1.0.csdl.xml";
    let output = project.csdl(&["lint", good, "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("\"errors\": 0"), "{}", text(&output.stdout));

    let whole = fs::read_to_string(project.0.path().join(good)).unwrap();
    let broken = whole.replacen("Type=\"Edm.Int32\"", "Type=\"Edm.Int33\"", 1);
    let line = 1 + broken.lines().position(|line| line.contains("Edm.Int33")).unwrap();
    fs::write(project.0.path().join("broken.xml"), broken).unwrap();
    let output = project.csdl(&["lint", "broken.xml", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let json = text(&output.stdout);
    for part in [
        "\"code\": \"unknown-type\"",
        "\"severity\": \"error\"",
        "\"file\": \"broken.xml\"",
        &format!("\"line\": {line}"),
    ] {
        assert!(json.contains(part), "{part} in {json}");
    }
    let output = project.csdl(&["lint", "broken.xml"]);
    assert!(text(&output.stderr).contains(&format!("broken.xml:{line}:")), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty());

    assert_eq!(project.csdl(&["lint", "nowhere.xml"]).status.code(), Some(2));
    assert_eq!(project.csdl(&["lint", "nowhere.xml", good, "--format", "json"]).status.code(), Some(2));
}

#[test]
fn json_documents_are_read_like_xml_ones() {
    let project = Project::new();
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/json/service.csdl.json");
    let good = fs::read_to_string(&fixture).unwrap();
    // What a file is called says nothing.
    fs::write(project.0.path().join("good.xml"), &good).unwrap();
    let output = project.csdl(&["lint", "good.xml", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    fs::write(project.0.path().join("bad.json"), good.replace("k.basket", "k.bsket")).unwrap();
    let output = project.csdl(&["lint", "bad.json", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["errors"], 1);
    let one = &report["diagnostics"][0];
    assert_eq!((&one["code"], &one["file"]), (&"unknown-type".into(), &"bad.json".into()));
    assert_eq!(one["help"], "did you mean `kennel.basket`?");
    let line = good.lines().position(|line| line.contains("k.basket")).unwrap() + 1;
    assert_eq!(one["line"], line);
    assert_eq!(one["column"], good.lines().nth(line - 1).unwrap().find("k.basket").unwrap() + 1);
}

#[test]
fn names_are_on_record_and_a_check_sees_that_they_are_not() {
    let project = Project::new();
    let lock = project.0.path().join("metadata/names.lock");
    project.generate();
    let recorded = fs::read_to_string(&lock).unwrap();
    fs::remove_file(&lock).unwrap();
    let check = project.csdl(&["generate", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(text(&check.stdout).contains("stale: ../metadata/names.lock"), "{}", text(&check.stdout));
    assert!(!lock.exists(), "a check writes nothing");
    project.generate();
    assert_eq!(fs::read_to_string(&lock).unwrap(), recorded, "the committed file is what the rule gives");
    assert!(project.csdl(&["generate", "--check"]).status.success());
}

#[test]
fn names_of_what_is_gone_stay_until_they_are_pruned() {
    let project = Project::new();
    let gone = "v1.0 microsoft.graph.gone/one action:microsoft.graph.go(microsoft.graph.gone) go\n";
    project.edit("names.lock", |text| format!("{text}{gone}"));
    project.generate();
    let lock = project.0.path().join("metadata/names.lock");
    assert!(fs::read_to_string(&lock).unwrap().contains(gone));
    let pruned = project.csdl(&["generate", "--prune-names"]);
    assert!(pruned.status.success(), "{}", text(&pruned.stderr));
    assert!(!fs::read_to_string(&lock).unwrap().contains(gone));
    assert!(project.csdl(&["generate", "--check"]).status.success());
}

#[test]
fn a_bad_line_of_the_file_of_names_stops_the_run() {
    let project = Project::new();
    project.generate();
    let before = project.generated();
    project.edit("names.lock", |text| format!("{text}=======\n"));
    let failed = project.csdl(&["generate"]);
    assert_eq!(failed.status.code(), Some(1));
    let error = text(&failed.stderr);
    assert!(error.contains("error[name-lock]") && error.contains("metadata/names.lock:"), "{error}");
    assert_eq!(project.generated(), before);
}

#[test]
fn without_a_file_of_names_the_rule_stands_alone() {
    let project = Project::new();
    project.edit("csdl.toml", |text| text.replace("names = \"names.lock\"", "names = false"));
    fs::remove_file(project.0.path().join("metadata/names.lock")).unwrap();
    project.generate();
    assert!(!project.0.path().join("metadata/names.lock").exists());
    let own = project.generated();
    let other = Project::new();
    other.generate();
    let texts = |project: &Project, files: BTreeMap<PathBuf, (String, std::time::SystemTime)>| {
        let below = |path: PathBuf| path.strip_prefix(project.0.path()).unwrap().to_owned();
        let files = files.into_iter().filter(|(path, _)| !path.ends_with("fingerprint"));
        files.map(|(path, (text, _))| (below(path), text)).collect::<BTreeMap<_, _>>()
    };
    assert_eq!(texts(&project, own), texts(&other, other.generated()));
}
