//! The syntax tree behind every typed expression.

use super::literal::Literal;

/// A path: names of properties, and `$count`.
pub(super) type Names = Vec<&'static str>;

/// An expression. Nothing here is generic: the typed covers only decide what may be put together.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Path(Names),
    /// The element of a collection of primitives that is looked at.
    Item,
    Literal(Literal),
    /// One operator over two or more operands: a long chain is flat, not deep.
    Logical(Logical, Vec<Node>),
    Binary(Box<Node>, Operator, Box<Node>),
    In(Box<Node>, Vec<Literal>),
    Not(Box<Node>),
    Negate(Box<Node>),
    Call(&'static str, Vec<Node>),
    Quantified(Names, Quantifier, Option<Box<Node>>),
    /// Whether what a path leads to, or the value itself, is of a type.
    IsOf(Option<Names>, &'static str),
    Raw(String),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Logical {
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    Has,
    Add,
    Sub,
    Mul,
    Div,
    Mod,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quantifier {
    Any,
    All,
}

impl Node {
    pub(super) fn binary(self, operator: Operator, right: Self) -> Self {
        Self::Binary(Box::new(self), operator, Box::new(right))
    }

    pub(super) fn null() -> Self {
        Self::Literal(Literal::NULL)
    }

    pub(super) fn boolean(value: bool) -> Self {
        Self::Literal(Literal::bare(if value { "true" } else { "false" }))
    }

    /// Joins two operands, taking in the operands of an equal operator.
    pub(super) fn logical(self, operator: Logical, right: Self) -> Self {
        let mut operands = self.into_operands(operator);
        operands.extend(right.into_operands(operator));
        Self::Logical(operator, operands)
    }

    /// Joins any number of operands; none gives the operator's neutral value.
    pub(super) fn join(operator: Logical, nodes: impl Iterator<Item = Self>) -> Self {
        nodes
            .reduce(|left, right| left.logical(operator, right))
            .unwrap_or_else(|| Self::boolean(operator == Logical::And))
    }

    /// Membership of a list. Nothing is in an empty one, which OData 4.0 cannot write.
    pub(super) fn among(self, values: Vec<Literal>) -> Self {
        if values.is_empty() {
            return Self::boolean(false);
        }
        Self::In(Box::new(self), values)
    }

    fn into_operands(self, operator: Logical) -> Vec<Self> {
        match self {
            Self::Logical(own, operands) if own == operator => operands,
            other => vec![other],
        }
    }
}

impl Operator {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Eq => "eq",
            Self::Ne => "ne",
            Self::Gt => "gt",
            Self::Ge => "ge",
            Self::Lt => "lt",
            Self::Le => "le",
            Self::Has => "has",
            Self::Add => "add",
            Self::Sub => "sub",
            Self::Mul => "mul",
            Self::Div => "div",
            Self::Mod => "mod",
        }
    }
}
