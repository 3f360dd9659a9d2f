//! Requests: one type per shape, thin over one that is the same for all.

#[macro_use]
mod methods;
#[macro_use]
mod typed;
#[macro_use]
mod conditions;

mod action;
mod answer;
mod body;
mod count;
mod create;
mod created;
mod cursor;
mod delete;
mod delta;
mod download;
mod draft;
mod followed;
mod function;
mod get;
mod implied;
mod list;
mod media;
mod options;
mod paging;
mod references;
mod replace;
mod request_id;
mod update;
mod upsert;
mod wait;

pub use self::{
    action::ActionRequest,
    answer::Answers,
    count::CountRequest,
    create::CreateRequest,
    created::Created,
    delete::DeleteRequest,
    delta::{Changes, DeltaRequest},
    download::Download,
    function::{FunctionCall, FunctionRequest},
    get::GetRequest,
    list::ListRequest,
    media::{DownloadRequest, StreamRequestBuilder, UploadRequest},
    paging::{Items, Pages},
    references::ReferenceRequest,
    replace::ReplaceRequest,
    update::UpdateRequest,
    upsert::{UpsertRequest, Upserted},
    wait::WaitRequest,
};
pub(crate) use self::{answer::read, draft::Draft};
