//! The kinds of problems, each with a stable code, one sentence here, and a text of its own in `explain/`.

/// Declares the codes: variant, text, explanation.
macro_rules! codes {
    ($($variant:ident = $text:literal: $explanation:literal,)*) => {
        /// What kind of problem a diagnostic is about. The text of a code never changes.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = $explanation] $variant,)*
        }

        impl Code {
            /// All codes.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable text, such as `unknown-type`.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)*
                }
            }

            /// The code of that text.
            #[must_use]
            pub fn find(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|code| code.as_str() == text)
            }

            /// What it means, in one sentence.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => $explanation,)*
                }
            }

            /// What it means at length, in Markdown: when it is an error and when a warning, what it does to
            /// generated code, an example, how to mend it.
            ///
            /// ```
            /// use csdl_codegen::diagnostic::Code;
            ///
            /// let code = Code::find("unknown-type").unwrap();
            /// assert!(code.details().contains("```xml mended"));
            /// ```
            #[must_use]
            pub fn details(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!("explain/", $text, ".md")),)* // no text? CONTRIBUTING.md, "Add a diagnostic"
                }
            }
        }
    };
}

codes! {
    CannotRead = "cannot-read": "A file cannot be read or written.",
    Encoding = "encoding": "A document must be UTF-8, with or without a byte order mark.",
    TooLarge = "too-large": "A document is larger than is read.",
    TooDeep = "too-deep": "Elements or JSON values are nested deeper than is read.",
    TooMany = "too-many": "There are more elements, attributes, JSON values or types than are read.",
    XmlSyntax = "xml-syntax": "The document is not well-formed XML.",
    XmlCutOff = "xml-cut-off": "The document ends in the middle.",
    XmlReference = "xml-reference": "Only the five predefined entities and character references are read.",
    JsonSyntax = "json-syntax": "The document is not well-formed JSON.",
    JsonCutOff = "json-cut-off": "The JSON document ends in the middle.",
    JsonType = "json-type": "A member has a value of another kind than it must have, such as a number in place of a string.",
    Dtd = "dtd": "Documents with a document type definition are refused: none is needed, and some are attacks.",
    NotCsdl = "not-csdl": "The file is no CSDL document.",
    OldVersion = "old-version": "The document is of OData version 1 to 3; only 4.0 and 4.01 are read.",
    UnknownVersion = "unknown-version": "The document is of a version that is not known.",
    UnknownElement = "unknown-element": "CSDL has no such element there.",
    UnknownAttribute = "unknown-attribute": "CSDL has no such attribute; it is ignored.",
    UnknownMember = "unknown-member": "CSDL JSON has no such member there; it is ignored.",
    UnexpectedText = "unexpected-text": "Text stands where only elements may.",
    MissingAttribute = "missing-attribute": "An element lacks a required attribute.",
    MissingElement = "missing-element": "An element lacks a required child.",
    MissingMember = "missing-member": "An object lacks a required member.",
    DuplicateMember = "duplicate-member": "An object has two members of one name.",
    DuplicateElement = "duplicate-element": "An element stands more often than it may.",
    InvalidName = "invalid-name": "A name does not have the form that CSDL asks for.",
    InvalidBoolean = "invalid-boolean": "A boolean is `true` or `false`.",
    InvalidInteger = "invalid-integer": "A number is no integer, or too large.",
    InvalidFacet = "invalid-facet": "A facet of a type has a value that it cannot have.",
    UnusedFacet = "unused-facet": "A facet is given that the type does not have; it says nothing.",
    InvalidValue = "invalid-value": "An attribute has a value that it cannot have.",
    InvalidConstant = "invalid-constant": "A constant of an annotation does not have the form of its kind.",
    InvalidExpression = "invalid-expression": "An annotation has more than one value, or an expression has too few or too many operands.",
    UnknownType = "unknown-type": "No type of this name is declared.",
    UnknownName = "unknown-name": "Nothing of this name is declared.",
    UnknownAlias = "unknown-alias": "A short name before the dot is neither an alias nor a namespace of the document.",
    UnknownTerm = "unknown-term": "The namespace is known, but it declares no such term.",
    NotLoaded = "not-loaded": "The document that declares a namespace is referred to, but not given; what it declares is not known.",
    ReferenceOutside = "reference-outside": "A reference leads out of the folder of the document that was given; it is not followed.",
    WrongKind = "wrong-kind": "The name stands for something else than is needed there.",
    Duplicate = "duplicate": "Two things have one name.",
    DuplicateNamespace = "duplicate-namespace": "Two schemas of a document have one namespace; they are read as one.",
    DuplicateAlias = "duplicate-alias": "Two namespaces of a document have one alias.",
    ReservedNamespace = "reserved-namespace": "`Edm`, `odata`, `System` and `Transient` are not for services to declare; `Edm` cannot be.",
    Cycle = "cycle": "A type derives from itself.",
    InvalidBase = "invalid-base": "A type derives from what it cannot derive from.",
    InvalidKey = "invalid-key": "A key names what cannot be a key.",
    UnusualKey = "unusual-key": "A key is not as CSDL asks for, but can be used.",
    MissingKey = "missing-key": "Entities of a set cannot be addressed, since their type has no key.",
    InvalidEnum = "invalid-enum": "An enumeration is not as CSDL asks for.",
    InvalidOperation = "invalid-operation": "An action or function is not as CSDL asks for.",
    DuplicateOverload = "duplicate-overload": "Two overloads of an operation cannot be told apart.",
    InvalidNavigation = "invalid-navigation": "A navigation property says something that its type does not bear out.",
    InvalidConstraint = "invalid-constraint": "A referential constraint names what does not exist, or what cannot hold the same value.",
    UnresolvedBinding = "unresolved-binding": "A navigation property binding has a path or target that does not exist.",
    ManyContainers = "many-containers": "A service has one entity container; the others are not generated.",
    InvalidImport = "invalid-import": "An import of an operation does not fit the operation.",
    InvalidTarget = "invalid-target": "The target of annotations is not written as CSDL asks for.",
    UnresolvedTarget = "unresolved-target": "The target of annotations does not exist.",
    DuplicateAnnotation = "duplicate-annotation": "A target is annotated twice with one term and qualifier; of different values the greater counts, compared as text, in whatever order they stand.",
    NotKept = "not-kept": "Something was understood but has no place in the schema.",
    OverlayDeclares = "overlay-declares": "An overlay only annotates, perhaps with terms of its own; it declares no types or operations.",
    InvalidFinalStates = "invalid-final-states": "Final states are those members of a property's enumeration at which a process has ended; one property of a type has them.",
    Config = "config": "The configuration cannot be read.",
    NameLock = "name-lock": "A line of the file of recorded names is not as it was written, or records a name that cannot be kept.",
    EmptyScope = "empty-scope": "Nothing in the documents is in the scope that the configuration asks for.",
    UnknownRoot = "unknown-root": "A root of the scope does not exist in the schema.",
}
