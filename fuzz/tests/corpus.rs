//! The targets over the committed seeds and what `seed.sh` gathers, with any toolchain.

use std::{fs, path::Path};

/// Runs a target over the files of its folders.
fn run(target: &str, check: impl Fn(&[u8])) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seen = 0;
    for folder in ["corpus", "working"] {
        let Ok(entries) = fs::read_dir(root.join(folder).join(target)) else { continue };
        for entry in entries {
            let path = entry.expect("the folder can be listed").path();
            println!("{}", path.display());
            check(&fs::read(path).expect("the file can be read"));
            seen += 1;
        }
    }
    assert!(seen > 0, "there is no corpus of {target}");
}

#[test]
fn csdl_xml() {
    run("csdl_xml", csdl_fuzz::csdl_xml);
}

#[test]
fn csdl_json() {
    run("csdl_json", csdl_fuzz::csdl_json);
}

#[test]
fn resolver() {
    run("resolver", csdl_fuzz::resolver);
}

#[test]
fn response() {
    run("response", csdl_fuzz::response);
}

/// Enough of what is put together from choices resolves, or the target would stop at the first stage.
#[test]
fn choices_resolve() {
    let mut state = 1_u64;
    let mut random = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u8
    };
    let resolved = (0..200).filter(|_| {
        let choices: Vec<u8> = std::iter::once(1).chain((0..2000).map(|_| random())).collect();
        csdl_fuzz::resolver(&choices);
        csdl_fuzz::resolves(&choices)
    });
    assert!(resolved.count() > 50);
}
