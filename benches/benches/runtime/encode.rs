//! Writing the items of pages.

use benches::{
    derive, ours,
    page::{Shape, page},
};
use criterion::{BenchmarkId, Criterion, Throughput};

/// Items of each shape, and pages of each size.
pub(crate) fn encode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("encode");
    let shapes = Shape::EACH.map(|(name, shape)| (name, shape, 1_000));
    let sizes = [10, 100, 10_000].map(|items| ("unknown", Shape::UNKNOWN, items));
    for (name, shape, items) in shapes.into_iter().chain(sizes) {
        let text = page(items, shape);
        let (Ok(own), Ok(their)) =
            (ours::read(text.as_bytes()), serde_json::from_str::<derive::Page<derive::TaskProcessingResult>>(&text))
        else {
            continue;
        };
        group.throughput(Throughput::Elements(items as u64));
        group.bench_with_input(BenchmarkId::new(format!("ours-{name}"), items), &own.items, |bencher, items| {
            bencher.iter(|| ours::write(items));
        });
        group.bench_with_input(BenchmarkId::new(format!("serde_json-{name}"), items), &own.items, |bencher, items| {
            bencher.iter(|| serde_json::to_vec(items));
        });
        group.bench_with_input(BenchmarkId::new(format!("derive-{name}"), items), &their.value, |bencher, items| {
            bencher.iter(|| serde_json::to_vec(items));
        });
    }
    group.finish();
}
