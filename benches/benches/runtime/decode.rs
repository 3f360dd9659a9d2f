//! Reading pages.

use benches::{
    derive, ours,
    page::{Shape, page},
};
use criterion::{BenchmarkId, Criterion, Throughput};

type TheirPage = derive::Page<derive::TaskProcessingResult>;

/// Pages of 1,000 of each shape, and pages of each size.
pub(crate) fn decode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode");
    let shapes = Shape::EACH.map(|(name, shape)| (name, shape, 1_000));
    let sizes = [10, 100, 10_000].map(|items| ("unknown", Shape::UNKNOWN, items));
    for (name, shape, items) in shapes.into_iter().chain(sizes) {
        let text = page(items, shape);
        group.throughput(Throughput::Elements(items as u64));
        group.bench_with_input(BenchmarkId::new(format!("ours-{name}"), items), &text, |bencher, text| {
            bencher.iter(|| ours::read(text.as_bytes()));
        });
        group.bench_with_input(BenchmarkId::new(format!("derive-{name}"), items), &text, |bencher, text| {
            bencher.iter(|| serde_json::from_slice::<TheirPage>(text.as_bytes()));
        });
    }
    group.finish();
}
