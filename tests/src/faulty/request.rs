//! Requests as they come.

use std::io;

use tokio::{io::AsyncReadExt as _, net::TcpStream};

/// A request that came whole.
#[derive(Clone, Debug)]
pub struct Request {
    /// How many came before it.
    pub number: usize,
    /// Such as `GET`.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// Unchunked.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of a header, named in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The token, where one came.
    #[must_use]
    pub fn token(&self) -> Option<&str> {
        self.header("authorization")?.strip_prefix("Bearer ")
    }

    /// Method, path and query.
    #[must_use]
    pub fn line(&self) -> String {
        format!("{} {}", self.method, self.target)
    }

    /// The value of a query option.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&str> {
        let (_, query) = self.target.split_once('?')?;
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}

/// Reads the next request of a connection; `None` where it ended.
pub(super) async fn read(socket: &mut TcpStream, unread: &mut Vec<u8>) -> io::Result<Option<Request>> {
    loop {
        if let Some((request, length)) = parse(unread) {
            unread.drain(..length);
            return Ok(Some(request));
        }
        if socket.read_buf(unread).await? == 0 {
            return Ok(None);
        }
    }
}

/// A request at the start of these bytes and its length, if it is whole.
fn parse(bytes: &[u8]) -> Option<(Request, usize)> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
        .collect();
    let mut request = Request { number: 0, method, target, headers, body: Vec::new() };
    let rest = bytes.get(end..)?;
    let length = if request.header("transfer-encoding").is_some() {
        let (body, length) = unchunk(rest)?;
        request.body = body;
        length
    } else {
        let length = request.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        request.body = rest.get(..length)?.to_vec();
        length
    };
    Some((request, end + length))
}

/// A chunked body and how many bytes it took, if it is whole.
fn unchunk(bytes: &[u8]) -> Option<(Vec<u8>, usize)> {
    let (mut body, mut at) = (Vec::new(), 0);
    loop {
        let rest = bytes.get(at..)?;
        let line = rest.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..line)?).ok()?;
        let size = usize::from_str_radix(size.trim(), 16).ok()?;
        let start = line + 2;
        let chunk = rest.get(start..start + size)?;
        rest.get(start + size..start + size + 2)?;
        body.extend_from_slice(chunk);
        at += start + size + 2;
        if size == 0 {
            return Some((body, at));
        }
    }
}
