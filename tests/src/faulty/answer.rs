//! Answers as they should be, and what goes wrong with them.

use std::time::Duration;

use crate::{
    entropy::Entropy,
    faulty::script::{Script, Step},
};

/// An answer as it should be.
#[derive(Clone, Debug)]
pub struct Answer {
    status: u16,
    headers: Vec<(String, Vec<u8>)>,
    body: Vec<u8>,
    framing: Framing,
}

/// How the end of the body is told.
#[derive(Clone, Copy, Debug)]
enum Framing {
    Length,
    Chunks(usize),
    Close,
}

/// What goes wrong with an answer.
#[derive(Clone, Debug)]
pub enum Fault {
    /// It comes late.
    Late(Duration),
    /// Its bytes come in this many parts, with a pause before each.
    Slow(usize, Duration),
    /// The connection is closed before any byte.
    CutBefore,
    /// The connection is closed in the middle of the head.
    CutInHead,
    /// The connection is closed in the middle of the body.
    CutInBody,
    /// Another status, with this `Retry-After`.
    Status(u16, Option<&'static str>),
}

impl Answer {
    /// An answer with a body of JSON.
    #[must_use]
    pub fn json(status: u16, body: impl Into<String>) -> Self {
        Self::new(status, body.into()).header("Content-Type", "application/json;odata.metadata=minimal")
    }

    /// An answer with a body of any kind, and no `Content-Type`.
    #[must_use]
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self { status, headers: Vec::new(), body: body.into(), framing: Framing::Length }
    }

    /// An error as OData writes it.
    #[must_use]
    pub fn error(status: u16, code: &str) -> Self {
        Self::json(status, format!(r#"{{"error":{{"code":"{code}","message":"{code} happened"}}}}"#))
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: impl AsRef<[u8]>) -> Self {
        self.headers.push((name.to_owned(), value.as_ref().to_vec()));
        self
    }

    /// The same with its body in chunks of so many bytes.
    #[must_use]
    pub fn chunked(mut self, size: usize) -> Self {
        self.framing = Framing::Chunks(size.max(1));
        self
    }

    /// The same with a body that ends where the connection does.
    #[must_use]
    pub fn until_closed(mut self) -> Self {
        self.framing = Framing::Close;
        self
    }

    /// The answer with this gone wrong.
    #[must_use]
    pub fn with(self, fault: &Fault) -> Script {
        let (head, body) = (self.head(), self.framed());
        let half = |bytes: &[u8]| bytes.iter().copied().take(bytes.len() / 2).collect::<Vec<u8>>();
        match fault {
            Fault::Late(time) => {
                let mut script = Script::from(self);
                script.0.insert(0, Step::Wait(*time));
                script
            }
            Fault::Slow(parts, pause) => self.slow(*parts, *pause),
            Fault::CutBefore => Script(vec![Step::Cut]),
            Fault::CutInHead => Script::raw(half(&head)),
            Fault::CutInBody => Script::raw([head, half(&body)].concat()),
            Fault::Status(status, retry_after) => {
                let answer = Self::error(*status, "faulty");
                retry_after.iter().fold(answer, |answer, value| answer.header("Retry-After", value)).into()
            }
        }
    }

    fn slow(self, parts: usize, pause: Duration) -> Script {
        let (whole, ends) = ([self.head(), self.framed()].concat(), self.ends());
        let size = whole.len().div_ceil(parts.max(1)).max(1);
        let steps = whole.chunks(size).flat_map(|part| [Step::Wait(pause), Step::Send(part.to_vec())]);
        Script(steps.chain(ends).collect())
    }

    fn head(&self) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} Whatever\r\n", self.status).into_bytes();
        let framing = match self.framing {
            Framing::Length => Some(("Content-Length", self.body.len().to_string())),
            Framing::Chunks(_) => Some(("Transfer-Encoding", "chunked".to_owned())),
            Framing::Close => None,
        };
        let framing = framing.map(|(name, value)| (name.to_owned(), value.into_bytes()));
        // A header of the test's own stands in place of what is right.
        let framing = framing.filter(|(name, _)| !self.headers.iter().any(|(given, _)| given == name));
        for (name, value) in self.headers.iter().chain(&framing) {
            head.extend([name.as_bytes(), b": ", value, b"\r\n"].concat());
        }
        head.extend(b"\r\n");
        head
    }

    /// The body as it goes over the wire.
    fn framed(&self) -> Vec<u8> {
        let Framing::Chunks(size) = self.framing else { return self.body.clone() };
        let chunk = |part: &[u8]| [format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat();
        let mut framed: Vec<u8> = self.body.chunks(size).flat_map(chunk).collect();
        framed.extend(b"0\r\n\r\n");
        framed
    }

    fn ends(&self) -> Option<Step> {
        matches!(self.framing, Framing::Close).then_some(Step::Cut)
    }
}

impl From<Answer> for Script {
    fn from(answer: Answer) -> Self {
        let sent = Step::Send([answer.head(), answer.framed()].concat());
        Self([sent].into_iter().chain(answer.ends()).collect())
    }
}

impl Fault {
    /// One after which the same request may well succeed.
    pub fn passing(entropy: &mut Entropy<'_>) -> Self {
        match entropy.below(9) {
            0 => Self::CutBefore,
            1 => Self::CutInHead,
            2 | 3 => Self::CutInBody,
            4 => Self::Status(429, Some("0.001")),
            5 => Self::Status(429, None),
            6 => Self::Status(503, Some("0")),
            7 => Self::Status([502, 503, 504, 408].get(entropy.below(4)).copied().unwrap_or(503), None),
            _ => Self::Status(429, Some("Wed, 21 Oct 2015 07:28:00 GMT")),
        }
    }

    /// One that an answer gets through in spite of.
    pub fn harmless(entropy: &mut Entropy<'_>) -> Self {
        let time = Duration::from_millis(u64::try_from(entropy.below(4)).unwrap_or_default());
        if entropy.once_in(2) { Self::Late(time) } else { Self::Slow(1 + entropy.below(6), time) }
    }
}
