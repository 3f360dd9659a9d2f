//! Streams: the value of a media entity, of a stream property, or of any property as it is.

use http::{Method, header};

use crate::{
    client::Resource,
    error::Result,
    request::{
        ActionRequest, DeleteRequest, Draft, FunctionRequest,
        answer::{Answers, read},
        download::Download,
    },
    transport::Body,
};

/// Requests on a stream: the content of a media entity (`…/$value`) or a stream property.
///
/// ```
/// # use http::Response;
/// # use odata_runtime::{Client, transport::memory::InMemory};
/// # async fn run() -> odata_runtime::Result<()> {
/// # let service = InMemory::new(|_| Response::new("the bytes"));
/// # let client = Client::builder("https://service.example").transport(service).build()?;
/// use futures_util::TryStreamExt;
///
/// let photo = client.resource().child("me").stream("photo");
/// let mut parts = photo.download().send().await?;
/// while let Some(part) = parts.try_next().await? {
///     // write it to a file
/// #   assert_eq!(part, "the bytes");
/// }
/// photo.upload("image/png").send("other bytes").await?;
/// # Ok(())
/// # }
/// # futures_executor::block_on(run()).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct StreamRequestBuilder(Resource);

impl StreamRequestBuilder {
    /// Requests on the stream that stands at `resource`.
    #[must_use]
    pub fn new(resource: Resource) -> Self {
        Self(resource)
    }

    /// Reads the stream: `GET`.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let me = client.resource().child("me");
    /// let request = me.stream("photo").download().header("Range", "bytes=0-99").request()?;
    /// assert_eq!(request.method(), "GET");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn download(&self) -> DownloadRequest {
        DownloadRequest::of(Draft::new(self.0.clone(), Method::GET))
    }

    /// Writes the stream, all of it: `PUT`. The media type is that of the bytes, such as `image/png`.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let me = client.resource().child("me");
    /// let request = me.stream("photo").upload("image/png").request()?;
    /// assert_eq!(request.headers()["content-type"], "image/png");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn upload(&self, media_type: impl AsRef<str>) -> UploadRequest<()> {
        self.0.upload(Method::PUT, media_type.as_ref())
    }

    /// Deletes the stream's value: `DELETE`.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let me = client.resource().child("me");
    /// assert_eq!(me.stream("photo").delete().request()?.method(), "DELETE");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn delete(&self) -> DeleteRequest {
        self.0.delete()
    }
}

impl Resource {
    /// A stream property of this resource, by its name.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let me = client.resource().child("me");
    /// assert_eq!(me.stream("photo").download().request()?.uri().path(), "/me/photo");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn stream(&self, name: &str) -> StreamRequestBuilder {
        StreamRequestBuilder::new(self.child(name))
    }

    /// The raw value of this resource (`$value`): the content of a media entity, or the text of a
    /// primitive property.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let me = client.resource().child("me");
    /// assert_eq!(me.child("name").value().download().request()?.uri().path(), "/me/name/$value");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    #[must_use]
    pub fn value(&self) -> StreamRequestBuilder {
        self.stream("$value")
    }

    /// Creates a media entity in this collection from its content: `POST`. Its properties can be set
    /// by an update afterwards.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let me = client.resource().child("me");
    /// let request = client.resource().child("photos").create_media::<Object>("image/png");
    /// assert_eq!(request.request()?.method(), "POST");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn create_media<R: Answers>(&self, media_type: impl AsRef<str>) -> UploadRequest<R> {
        self.upload(Method::POST, media_type.as_ref())
    }

    fn upload<R>(&self, method: Method, media_type: &str) -> UploadRequest<R> {
        let mut draft = Draft::new(self.clone(), method);
        draft.header(header::CONTENT_TYPE.as_str(), media_type);
        draft.header("odata-version", "4.0");
        UploadRequest::new(draft)
    }
}

request! {
    /// Reads a stream.
    DownloadRequest
}

condition_options!([] DownloadRequest);

impl DownloadRequest {
    fn of(mut draft: Draft) -> Self {
        draft.header("accept", "*/*");
        Self::new(draft)
    }

    /// Begins the download: gives the answer once its head is there. What follows is read by the
    /// caller part by part, and never held in memory.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"bytes"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let download = people.key(7).stream("photo").download().send().await?;
    /// assert_eq!(download.bytes(1 << 20).await?, "bytes");
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, or the service refuses. A download that breaks off
    /// later ends with an error of the [`Download`].
    pub async fn send(self) -> Result<Download> {
        self.draft.open().await.map(Download::new)
    }
}

request! {
    /// Writes a stream.
    UploadRequest<R>
}

condition_options!([R] UploadRequest<R>);

impl<R: Answers> UploadRequest<R> {
    /// How many bytes will be sent, for a body that comes in parts: without it, they are sent in
    /// chunks, which some services do not take.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let me = client.resource().child("me");
    /// let upload = me.stream("photo").upload("image/png").length(1 << 20);
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn length(mut self, bytes: u64) -> Self {
        self.draft.header(header::CONTENT_LENGTH.as_str(), &bytes.to_string());
        self
    }

    /// Sends the bytes: [`Bytes`](bytes::Bytes), text, or a [`Body`] that comes in parts, which are never held in
    /// memory.
    ///
    /// A body that comes once ([`Body::stream`]) is sent once: a failure is not tried again. One that
    /// can be made anew ([`Body::replayable`]) is.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::default();
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// people.key(7).stream("photo").upload("image/png").send(vec![0_u8; 16]).await?;
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or its answer cannot be read.
    pub async fn send(self, body: impl Into<Body>) -> Result<R> {
        read(self.draft.exchange(body.into()).await?)
    }
}

impl FunctionRequest<()> {
    /// For a function that returns a stream: reads it part by part.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let report = client.resource().child("reports").function("getActivity").argument("period", "D7");
    /// let download = report.returns::<()>().download();
    /// assert_eq!(download.request()?.uri().path(), "/reports/getActivity(period='D7')");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn download(self) -> DownloadRequest {
        DownloadRequest::of(self.draft)
    }
}

impl ActionRequest<()> {
    /// For an action that returns a stream: reads it part by part.
    pub fn download(self) -> DownloadRequest {
        DownloadRequest::of(self.draft)
    }
}
