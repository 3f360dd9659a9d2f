//! A request in the making: what all requests have in common, without type parameters.

use std::{borrow::Cow, fmt};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Uri, header};
use serde_json::value::RawValue;

use crate::{
    client::{
        Resource,
        exchange::{Answer, Call, Reply},
        headers::{overlay, parse_header},
        settings::Settings,
    },
    credential::BoxFuture,
    error::{Context, Error, Fault, Kind, Result},
    model::TypeFacts,
    query::{EnumStyle, Expand},
    request::{
        body::Body,
        implied::{self, Implied},
        options::Options,
        request_id,
    },
    transport,
};

/// A request in the making. Faults are kept until it is built, so that builder methods need no
/// `Result`.
#[derive(Clone)]
pub(crate) struct Draft {
    resource: Resource,
    method: Method,
    options: Options,
    headers: HeaderMap,
    body: Body,
    /// Where it goes in place of the resource: a link that the service gave, or why not there.
    link: Option<Result<Uri, Fault>>,
    settings: Settings,
    implied: Implied,
    fault: Option<Fault>,
}

impl Draft {
    pub(crate) fn new(resource: Resource, method: Method) -> Self {
        let fault = resource.parts().fault().cloned();
        let (options, headers) = (Options::default(), HeaderMap::new());
        let (settings, implied) = (Settings::default(), Implied::default());
        Self { resource, method, options, headers, body: Body::Empty, link: None, settings, implied, fault }
    }

    /// The same request for values of a type of which this is known.
    pub(crate) fn of(mut self, facts: TypeFacts) -> Self {
        self.implied.facts = facts;
        self
    }

    pub(crate) fn with_body(mut self, body: serde_json::Result<Vec<u8>>) -> Self {
        match body {
            Ok(body) => self.body = Body::Whole(body.into()),
            Err(error) => self.fail(Fault(format!("the body cannot be written: {error}"))),
        }
        self
    }

    /// The same request with a body of members, none of which is set yet.
    pub(crate) fn with_members(mut self) -> Self {
        self.body = Body::Members(Vec::new());
        self
    }

    /// The same request by another method.
    pub(crate) fn with_method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }

    pub(crate) fn headers(&mut self) -> &mut HeaderMap {
        &mut self.headers
    }

    /// Sets a member of the body, be it whole or made of members.
    pub(crate) fn set_member(&mut self, name: &str, value: serde_json::Result<Box<RawValue>>) {
        let value = value.map_err(|error| Fault(format!("the value of `{name}` cannot be written: {error}")));
        if let Err(fault) = value.and_then(|value| self.body.set(name, value)) {
            self.fail(fault);
        }
    }

    pub(crate) fn has_no_member(&self) -> bool {
        self.body.has_no_member()
    }

    pub(crate) fn resource(&self) -> &Resource {
        &self.resource
    }

    /// Adds to a system option that can be given in parts; an empty part adds nothing.
    pub(crate) fn extend(&mut self, name: &'static str, value: String) {
        if !value.is_empty() {
            self.options.extend(name, value);
        }
    }

    pub(crate) fn expand<Owner>(&mut self, expand: &Expand<Owner>) {
        self.implied.evolvable_enums |= expand.has_evolvable_enums();
        self.implied.is_advanced |= expand.is_advanced();
        self.extend("$expand", expand.render(self.enum_style()));
    }

    pub(crate) fn unknown_enum_members(&mut self, ask: bool) {
        self.implied.unknown_enum_members = Some(ask);
    }

    pub(crate) fn advanced_query(&mut self, send: bool) {
        self.implied.advanced_query = Some(send);
    }

    /// Whether it is an advanced query: a search, or a count of values that need one.
    fn is_advanced(&self) -> bool {
        let counts =
            || self.option("$count").is_some_and(|value| value == "true") || self.resource.path().ends_with("/$count");
        self.implied.is_advanced
            || self.option("$search").is_some()
            || (self.implied.facts.needs_advanced_queries() && counts())
    }

    /// The value of an option, of the request's own or of the link that it follows.
    fn option(&self, name: &str) -> Option<Cow<'_, str>> {
        let of_link = || implied::option_of(self.link.as_ref()?.as_ref().ok()?, name).map(Cow::Owned);
        self.options.get(name).or_else(of_link)
    }

    pub(crate) fn enum_style(&self) -> EnumStyle {
        self.resource.client().service().enums()
    }

    pub(crate) fn options(&mut self) -> &mut Options {
        &mut self.options
    }

    pub(crate) fn settings(&self) -> &Settings {
        &self.settings
    }

    pub(crate) fn settings_mut(&mut self) -> &mut Settings {
        &mut self.settings
    }

    pub(crate) fn fail(&mut self, fault: Fault) {
        self.fault.get_or_insert(fault);
    }

    /// Sets a header in place of what it was; preferences add up.
    pub(crate) fn header(&mut self, name: &str, value: &str) {
        match parse_header(name, value) {
            Ok((name, value)) if name == "prefer" => {
                self.headers.append(name, value);
            }
            Ok((name, value)) => {
                self.headers.insert(name, value);
            }
            Err(fault) => self.fail(fault),
        }
    }

    /// The request for the page that a link leads to, with the same headers.
    pub(crate) fn follow(&self, link: Uri) -> Self {
        self.linked(Ok(link))
    }

    /// The same for a link that was stored. One that may not be followed is an error of the request.
    pub(crate) fn resume(&self, link: &str) -> Self {
        let link = self.resource.client().origins().follow(link);
        self.linked(link.map_err(|fault| Fault(format!("the link is not followed: {}", fault.0))))
    }

    /// What follows from the options follows from a link too, which holds them.
    fn linked(&self, link: Result<Uri, Fault>) -> Self {
        let implied = Implied { is_advanced: self.is_advanced(), ..self.implied };
        Self { method: Method::GET, body: Body::Empty, link: Some(link), implied, ..self.clone() }
    }

    /// The request as it would be sent, but for the token.
    pub(crate) fn build(&self) -> Result<Request<Bytes>> {
        self.try_build().map_err(|fault| {
            let path = format!("{}{}", self.resource.client().base_url(), self.resource.path());
            // Below the origin: what a request that can be built says of itself.
            let path = path.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap_or_default();
            let context = Context { method: Some(self.method.clone()), path, ..Context::default() };
            let is_link = matches!(&self.link, Some(Err(refused)) if *refused == fault);
            Error::new(if is_link { Kind::Link(fault) } else { Kind::Build(fault) }, context)
        })
    }

    fn try_build(&self) -> Result<Request<Bytes>, Fault> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let body = self.body.bytes()?;
        let mut headers = self.all_headers(body.is_some());
        self.implied.write(self.resource.client(), self.is_advanced(), &mut headers)?;
        let mut request = Request::new(body.unwrap_or_default());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri()?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    fn uri(&self) -> Result<Uri, Fault> {
        if let Some(link) = &self.link {
            return link.clone();
        }
        let (base, path) = (self.resource.client().base_url(), self.resource.path());
        let path = if path.is_empty() { "/" } else { path };
        let mut url = String::with_capacity(base.len() + path.len() + self.options.length());
        url.push_str(base);
        url.push_str(path);
        self.options.write(&mut url);
        Uri::try_from(url).map_err(|error| Fault(format!("the URL is not valid: {error}")))
    }

    fn all_headers(&self, has_body: bool) -> HeaderMap {
        // Besides these: an id, a preference, a token, and what a transport adds.
        let client = self.resource.client();
        let expected = client.headers().len() + self.headers.len() + 4;
        let mut headers = HeaderMap::try_with_capacity(expected).unwrap_or_default();
        if has_body {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
            headers.insert(HeaderName::from_static("odata-version"), HeaderValue::from_static("4.0"));
        }
        if let (Some(name), Some(id)) = (client.request_id(), request_id::next()) {
            headers.insert(name.clone(), id);
        }
        overlay(&mut headers, client.headers());
        overlay(&mut headers, &self.headers);
        headers
    }

    /// Builds and sends, and reads the answer to its end. The future holds all it needs.
    pub(crate) fn send(&self) -> BoxFuture<'static, Result<Answer>> {
        match self.call() {
            Ok((call, body)) => self.resource.client().clone().exchange(call, body.into()),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    /// The same with a body that comes from elsewhere.
    pub(crate) fn exchange(&self, body: transport::Body) -> BoxFuture<'static, Result<Answer>> {
        match self.call() {
            Ok((call, _)) => self.resource.client().clone().exchange(call, body),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    /// Builds and sends, and gives the answer once its head is there.
    pub(crate) fn open(&self) -> BoxFuture<'static, Result<Reply>> {
        match self.call() {
            Ok((call, body)) => self.resource.client().clone().open(call, body.into()),
            Err(error) => Box::pin(std::future::ready(Err(error))),
        }
    }

    /// What is to be sent. In a box, so that the future that sends it, and moves into one, is no larger than need be.
    fn call(&self) -> Result<(Box<Call>, Bytes)> {
        let (head, body) = self.build()?.into_parts();
        let head = Request::from_parts(head, ());
        let template = match self.resource.parts().template() {
            // A link that was stored does not say what it is of, and its own path holds keys.
            "" if self.link.is_some() => "{link}".to_owned(),
            template => template.to_owned(),
        };
        Ok((Box::new(Call { head, template, settings: self.settings.clone() }), body))
    }
}

/// Shows the method, the URL, and the names of the headers: their values may be secrets, and so may be
/// the query of a link.
impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.uri() {
            Ok(uri) if self.link.is_some() => write!(f, "{} {}", self.method, uri.path())?,
            Ok(uri) => write!(f, "{} {uri}", self.method)?,
            Err(fault) => write!(f, "{} ({})", self.method, fault.0)?,
        }
        if !self.headers.is_empty() {
            write!(f, " {:?}", self.headers.keys().collect::<Vec<_>>())?;
        }
        Ok(())
    }
}
