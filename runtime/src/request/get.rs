//! Reading one entity.

use crate::{error::Result, model::Entity, request::answer::sealed::Read as _};

request! {
    /// Reads one entity.
    GetRequest<T>
}

shape_options!(T, GetRequest<T>);

impl<T: Entity> GetRequest<T> {
    /// Reads the entity.
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer cannot be read
    /// or is empty.
    pub async fn send(self) -> Result<T> {
        T::read(self.draft.send().await?)
    }
}
