//! Resolving on all cores.

use crate::diagnostic::Diagnostics;
use crate::parallel;

use super::build::Context;

/// Fewer things than these are worked off before another thread would have begun.
pub(super) const WORTH_A_THREAD: usize = 1_000;

/// Portions for each core, so that one with more to do than others keeps nobody waiting.
const PORTIONS: usize = 4;

impl<'d> Context<'_, 'd> {
    /// What `work` makes of each of some things, in their order, on all cores where that is possible.
    pub(super) fn each<T: Sync, R: Send>(
        &mut self,
        things: &[T],
        work: impl Fn(&T, &mut Context<'_, 'd>) -> R + Sync,
    ) -> Vec<R> {
        self.ahead(things, &work).unwrap_or_else(|| things.iter().map(|thing| work(thing, self)).collect())
    }

    /// The same on all cores. `None` where that is not worth it, and where there was something to report: all is to
    /// be done one after the other then, as what is reported may depend on what was reported before it.
    pub(super) fn ahead<T: Sync, R: Send>(
        &mut self,
        things: &[T],
        work: impl Fn(&T, &mut Context<'_, 'd>) -> R + Sync,
    ) -> Option<Vec<R>> {
        if things.len() < WORTH_A_THREAD || parallel::cores() < 2 {
            return None;
        }
        let (names, kinds, declared, document) = (self.names, self.kinds, self.declared, self.document);
        let suggestions = names.suggestions_left();
        let portions: Vec<&[T]> = things.chunks(things.len().div_ceil(parallel::cores() * PORTIONS)).collect();
        let done = parallel::map(&portions, |portion| {
            let mut diagnostics = Diagnostics::default();
            let mut context = Context::new(names, kinds, declared, &mut diagnostics);
            context.document = document;
            let results: Vec<R> = portion.iter().map(|thing| work(thing, &mut context)).collect();
            let not_loaded = context.not_loaded;
            diagnostics.is_empty().then_some((results, not_loaded))
        });
        let Some(done) = done.into_iter().collect::<Option<Vec<_>>>() else {
            names.set_suggestions_left(suggestions);
            return None;
        };
        let mut all = Vec::with_capacity(things.len());
        for (results, not_loaded) in done {
            all.extend(results);
            self.add_not_loaded(not_loaded);
        }
        Some(all)
    }
}
