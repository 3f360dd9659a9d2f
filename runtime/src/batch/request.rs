//! What can be a part of a batch.

use crate::{
    delta::Change,
    model::{Entity, Wire},
    page::Page,
    request::{
        ActionRequest, Answers, CountRequest, CreateRequest, DeleteRequest, DeltaRequest, FunctionRequest, GetRequest,
        ListRequest, ReferenceRequest, ReplaceRequest, UpdateRequest, UpsertRequest, Upserted,
    },
};

/// A request that can be a part of a batch.
///
/// | request | its answer |
/// |---|---|
/// | [`GetRequest<T>`], [`CreateRequest<T>`] | `T` |
/// | [`ListRequest<T>`] | [`Page<T>`] |
/// | [`DeltaRequest<T>`] | [`Page<Change<T>>`](Change) |
/// | [`UpdateRequest<T>`], [`ReplaceRequest<T>`] | `Option<T>` |
/// | [`UpsertRequest<T>`] | [`Upserted<T>`] |
/// | [`DeleteRequest`], [`ReferenceRequest`] | `()` |
/// | [`CountRequest<T>`] | `u64` |
/// | [`ActionRequest<R>`], [`FunctionRequest<R>`] | `R` |
#[diagnostic::on_unimplemented(message = "`{Self}` cannot be a part of a batch")]
pub trait BatchRequest: sealed::Part {
    /// What the answer is read as: what `send` gives for the request by itself.
    type Answer: Answers;
}

mod sealed {
    use crate::request::Draft;

    /// Gives the draft up.
    pub trait Part {
        #[doc(hidden)]
        #[allow(private_interfaces)]
        fn into_draft(self) -> Draft;
    }
}

macro_rules! parts {
    ($(<$($of:ident: $bound:ident)?> $request:ty => $answer:ty;)*) => {$(
        impl<$($of: $bound)?> BatchRequest for $request {
            type Answer = $answer;
        }

        #[allow(private_interfaces)]
        impl<$($of)?> sealed::Part for $request {
            fn into_draft(self) -> $crate::request::Draft {
                self.draft
            }
        }
    )*};
}

parts! {
    <T: Entity> GetRequest<T> => T;
    <T: Wire> ListRequest<T> => Page<T>;
    <T: Entity> DeltaRequest<T> => Page<Change<T>>;
    <T: Entity> CreateRequest<T> => T;
    <T: Entity> UpdateRequest<T> => Option<T>;
    <T: Entity> ReplaceRequest<T> => Option<T>;
    <T: Entity> UpsertRequest<T> => Upserted<T>;
    <> DeleteRequest => ();
    <> ReferenceRequest => ();
    <T: Entity> CountRequest<T> => u64;
    <R: Answers> ActionRequest<R> => R;
    <R: Answers> FunctionRequest<R> => R;
}
