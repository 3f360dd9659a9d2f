//! The generator: reading and resolving a document, and generating a client from the committed slices.
//!
//! `CSDL_DOCUMENT` names the full document that reading is measured on.
#![allow(missing_docs, reason = "criterion's macros make items without")]
#![allow(clippy::unwrap_used, reason = "a bench fails by panicking")]

use std::{hint::black_box, path::Path};

use benches::{baseline, inputs, ours};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use csdl_codegen::generate;

/// A bare pass of quick-xml over a document, and reading and resolving it with all places.
fn read(criterion: &mut Criterion) {
    let text = inputs::text().unwrap();
    let mut group = criterion.benchmark_group("read");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("quick-xml", |bencher| bencher.iter(|| baseline::xml_events(black_box(&text)).unwrap()));
    group.bench_function("ours", |bencher| {
        bencher.iter(|| ours::resolve(black_box(&text)).unwrap());
    });
    group.finish();
}

/// Generating the shipped crate, both APIs of it and one, against that pass over the full document: read, plan,
/// emit, format, compare with the disk.
fn namespace(criterion: &mut Criterion) {
    let text = inputs::text().unwrap();
    let one = tempfile::tempdir().unwrap();
    let config = inputs::shipped(one.path(), 1).unwrap();
    let check = |config: &Path| assert!(!generate::check(config).unwrap().is_stale());
    let mut group = criterion.benchmark_group("namespace");
    group.bench_function("quick-xml", |bencher| bencher.iter(|| baseline::xml_events(black_box(&text)).unwrap()));
    group.bench_function("one", |bencher| bencher.iter(|| check(&config)));
    group.bench_function("both", |bencher| bencher.iter(|| check(&inputs::config())));
    group.finish();
}

criterion_group!(benches, read, namespace);
criterion_main!(benches);
