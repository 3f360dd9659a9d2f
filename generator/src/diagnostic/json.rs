//! Diagnostics for tools: a JSON text.

use serde::{Serialize, Serializer, ser::SerializeSeq as _};

use super::{Diagnostic, Report, Severity, Sources};

/// A report as tools read it.
#[derive(Serialize)]
struct Json<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: List<'a>,
}

/// One diagnostic; what is about a file as a whole has no line, what is about none has no file.
#[derive(Serialize)]
struct One<'a> {
    code: &'static str,
    severity: &'static str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
    note: Option<&'a str>,
}

struct List<'a>(&'a Report);

impl Serialize for List<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for diagnostic in self.0.diagnostics.iter() {
            list.serialize_element(&One::new(diagnostic, &self.0.sources))?;
        }
        list.end()
    }
}

impl<'a> One<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Self {
        let position = sources.position(diagnostic.span);
        Self {
            code: diagnostic.code.as_str(),
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            file: sources.file_of(diagnostic.span),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            note: diagnostic.note.as_deref(),
        }
    }
}

impl Report {
    /// The report for tools: `{"errors", "warnings", "diagnostics": [{"code", "severity", "file", "line",
    /// "column", "message", "help", "note"}]}`. Lines and columns count from 1, columns in characters. They are `null`
    /// where a file as a whole is meant, such as one that cannot be read; `file` is `null` where none is meant.
    #[must_use]
    pub fn to_json(&self) -> String {
        let (errors, warnings) = (self.diagnostics.errors(), self.diagnostics.warnings());
        serde_json::to_string_pretty(&Json { errors, warnings, diagnostics: List(self) }).unwrap_or_default()
    }
}
