//! Calling a function.

use http::Method;
use serde::Serialize;

use crate::{
    client::Resource,
    error::{Fault, Result},
    model::{Entity, Wire},
    page::Page,
    query::ToLiteral,
    request::{
        DeltaRequest, Draft,
        answer::{self, Answers},
    },
};

request! {
    /// Calls a function.
    FunctionRequest<R>
}

shape_options!(T, FunctionRequest<T>);
shape_options!(T, FunctionRequest<Option<T>>);
shape_options!(T, FunctionRequest<Page<T>>);
collection_options!(T, FunctionRequest<Page<T>>);

impl<R: Answers> FunctionRequest<R> {
    /// Calls the function and reads what it returns.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, Property, transport::memory::InMemory};
    /// # const NAME: Property<Object, String> = Property::new("name");
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| http::Response::new(r#"{"value": 3}"#));
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// # let people = client.resource().child("people");
    /// let friends: i32 = people.key(7).function("Example.CountFriends").returns().send().await?;
    /// assert_eq!(friends, 3);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// Where the request cannot be built or sent, the service refuses, or the answer cannot be read.
    pub async fn send(self) -> Result<R> {
        R::read(self.draft.send().await?)
    }

    /// Calls the function and reads what it returns, if it returns anything: a result that is null is
    /// answered without a body (204), or as JSON `null`, and gives `None`.
    ///
    /// ```
    /// # use http::{Response, StatusCode};
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # async fn run() -> odata_runtime::Result<()> {
    /// # let service = InMemory::new(|_| {
    /// #     let mut answer = Response::new("");
    /// #     *answer.status_mut() = StatusCode::NO_CONTENT;
    /// #     answer
    /// # });
    /// # let client = Client::builder("https://service.example").transport(service).build()?;
    /// let ann = client.resource().child("people").key(7);
    /// let result = ann.function("Example.Mentor").returns::<Object>().send_optional().await?;
    /// assert_eq!(result, None);
    /// # Ok(())
    /// # }
    /// # futures_executor::block_on(run()).unwrap();
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`send`](Self::send), but for an answer that is empty.
    pub async fn send_optional(self) -> Result<Option<R>>
    where
        Option<R>: Answers,
    {
        answer::read(self.draft.send().await?)
    }
}

/// A call of a function while its arguments are gathered.
///
/// Primitive and enumeration values are written into the path; complex values and collections go
/// through parameter aliases: `f(start=2024-01-01,ids=@p1)?@p1=["a","b"]`.
///
/// ```
/// # use odata_runtime::{Client, FunctionRequest, transport::memory::InMemory};
/// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
/// let call: FunctionRequest<()> = client.resource().child("runs").function("summary")
///     .argument("name", "a/b")
///     .optional("limit", None::<i32>)
///     .json("days", &[1, 2])
///     .returns();
/// let uri = call.request()?.uri().clone();
/// assert_eq!(uri.path(), "/runs/summary(name='a%2Fb',days=@p1)");
/// assert_eq!(uri.query(), Some("@p1=%5B1,2%5D"));
/// # Ok::<(), odata_runtime::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until it is sent"]
pub struct FunctionCall {
    resource: Resource,
    name: String,
    arguments: Vec<(String, String)>,
    aliases: Vec<(String, String)>,
    fault: Option<Fault>,
}

impl FunctionCall {
    pub(crate) fn new(resource: Resource, name: String) -> Self {
        Self { resource, name, arguments: Vec::new(), aliases: Vec::new(), fault: None }
    }

    /// Passes an argument.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let call = client.resource().function("f");
    /// let path = call.argument("day", "2024-01-01").returns::<()>().request()?.uri().path().to_owned();
    /// assert_eq!(path, "/f(day='2024-01-01')");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn argument(mut self, name: &str, value: impl ToLiteral) -> Self {
        self.add(name, &value);
        self
    }

    /// Passes an argument if there is one; `None` leaves an optional parameter out.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let call = client.resource().function("f");
    /// let call = call.optional("a", Some(1)).optional("b", None::<i32>);
    /// assert_eq!(call.returns::<()>().request()?.uri().path(), "/f(a=1)");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn optional(mut self, name: &str, value: Option<impl ToLiteral>) -> Self {
        if let Some(value) = value {
            self.add(name, &value);
        }
        self
    }

    /// Passes an argument that is a complex value or a collection, as JSON.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let call = client.resource().function("f");
    /// let request = call.json("ids", &[1, 2]).returns::<()>().request()?;
    /// assert_eq!(request.uri(), "https://service.example/f(ids=@p1)?@p1=%5B1,2%5D");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn json(mut self, name: &str, value: &(impl Serialize + ?Sized)) -> Self {
        self.add_json(name, serde_json::to_string(value));
        self
    }

    /// Passes an argument that is a complex value or a collection, as JSON, if there is one.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let call = client.resource().function("f");
    /// let request = call.optional_json("ids", None::<&[i32]>).returns::<()>().request()?;
    /// assert_eq!(request.uri().path(), "/f()");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn optional_json(mut self, name: &str, value: Option<&(impl Serialize + ?Sized)>) -> Self {
        if let Some(value) = value {
            self.add_json(name, serde_json::to_string(value));
        }
        self
    }

    fn add(&mut self, name: &str, value: &dyn ToLiteral) {
        let literal = value.to_literal();
        let text = literal.render(self.resource.client().service().enums());
        if literal.is_json() {
            return self.add_alias(name, text);
        }
        self.arguments.push((name.to_owned(), text));
    }

    fn add_json(&mut self, name: &str, json: serde_json::Result<String>) {
        match json {
            Ok(json) => self.add_alias(name, json),
            Err(error) => self.fault = Some(Fault(format!("the argument `{name}` cannot be written: {error}"))),
        }
    }

    /// What has no form in a path goes through a parameter alias.
    fn add_alias(&mut self, name: &str, text: String) {
        let alias = format!("@p{}", self.aliases.len() + 1);
        self.arguments.push((name.to_owned(), alias.clone()));
        self.aliases.push((alias, text));
    }

    /// The request, for what the function returns.
    ///
    /// ```
    /// # use odata_runtime::{Client, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// # let call = client.resource().function("f");
    /// let request = call.returns::<String>();
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn returns<R: Answers>(self) -> FunctionRequest<R> {
        FunctionRequest::new(self.draft().of(R::FACTS))
    }

    /// The request, for a function that returns what has changed in a collection.
    ///
    /// ```
    /// # use odata_runtime::{Client, Object, transport::memory::InMemory};
    /// # let client = Client::builder("https://service.example").transport(InMemory::default()).build()?;
    /// let request = client.resource().child("users").function("delta").delta::<Object>();
    /// assert_eq!(request.request()?.uri(), "https://service.example/users/delta()");
    /// # Ok::<(), odata_runtime::Error>(())
    /// ```
    pub fn delta<T: Entity>(self) -> DeltaRequest<T> {
        DeltaRequest::new(self.draft().of(<T as Wire>::FACTS))
    }

    fn draft(self) -> Draft {
        let resource = self.resource.call(&self.name, self.arguments.into_iter());
        let mut draft = Draft::new(resource, Method::GET);
        for (alias, value) in self.aliases {
            draft.options().set(alias, value);
        }
        if let Some(fault) = self.fault {
            draft.fail(fault);
        }
        draft
    }
}
