//! Requests: one type per shape, thin over one that is the same for all.

#[macro_use]
mod methods;

mod action;
mod answer;
mod create;
mod cursor;
mod delete;
mod delta;
mod draft;
mod function;
mod get;
mod list;
mod media;
mod options;
mod paging;
mod update;

pub use self::{
    action::ActionRequest,
    answer::Answers,
    create::CreateRequest,
    delete::DeleteRequest,
    delta::{Changes, DeltaRequest},
    function::{FunctionCall, FunctionRequest},
    get::GetRequest,
    list::ListRequest,
    media::{Download, DownloadRequest, StreamRequestBuilder, UploadRequest},
    paging::{Items, Pages},
    update::UpdateRequest,
};
pub(crate) use self::{answer::read, draft::Draft};
