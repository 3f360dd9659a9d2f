//! Short names of namespaces: which ones a document may not give (CSDL, section 5.1).

use crate::csdl::document::Text;
use crate::diagnostic::{Code, Diagnostics, Severity};

/// Names that are not for services to give to namespaces or aliases.
pub(super) const RESERVED: [&str; 4] = ["Edm", "odata", "System", "Transient"];

/// Checks the alias of a namespace; `namespaces` are those that the document declares or includes.
pub(super) fn check<'n>(
    namespace: &Text<'_>,
    alias: &Text<'_>,
    mut namespaces: impl Iterator<Item = &'n str>,
    diagnostics: &mut Diagnostics,
) {
    let (name, namespace) = (alias.as_str(), namespace.as_str());
    if name == namespace {
        if !RESERVED.contains(&name) {
            let message = format!("the alias `{name}` is the namespace itself");
            diagnostics.warn(Code::DuplicateAlias, alias.span, message);
        }
    } else if RESERVED.contains(&name) {
        // Only this one is looked for in names of types.
        let severity = if name == "Edm" { Severity::Error } else { Severity::Warning };
        diagnostics.report(severity, Code::ReservedNamespace, alias.span, format!("the alias `{name}` is reserved"));
    } else if namespaces.any(|other| other == name) {
        let message = format!("the alias `{name}` of `{namespace}` is another namespace of the document");
        diagnostics.error(Code::DuplicateAlias, alias.span, message);
    }
}
