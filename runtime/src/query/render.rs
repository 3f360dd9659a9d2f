//! Syntax trees as text, with parentheses where precedence asks for them.

use std::fmt::Write;

use super::ast::{Logical, Node, Operator, Quantifier};
use super::literal::EnumStyle;

/// How tightly an expression binds, weakest first.
///
/// `has` and `in` bind tightest by the specification, yet services differ: they are kept among the
/// comparisons, so that they get parentheses wherever another comparison would.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Loosest,
    Or,
    And,
    Comparison,
    Sum,
    Product,
    Unary,
    Primary,
    /// What only parentheses give.
    Enclosed,
}

impl Node {
    /// The expression as text, not percent-encoded.
    pub(super) fn render(&self, style: EnumStyle) -> String {
        let mut renderer = Renderer { out: String::new(), style, depth: 0 };
        renderer.expression(self, Binding::Loosest);
        renderer.out
    }

    fn binding(&self) -> Binding {
        match self {
            Self::Raw(_) => Binding::Loosest,
            Self::Logical(Logical::Or, _) => Binding::Or,
            Self::Logical(Logical::And, _) => Binding::And,
            Self::Binary(_, operator, _) => operator.binding(),
            Self::In(..) | Self::Not(_) => Binding::Comparison,
            Self::Negate(_) => Binding::Unary,
            Self::Path(_) | Self::Item | Self::Literal(_) | Self::Call(..) | Self::Quantified(..) | Self::IsOf(..) => {
                Binding::Primary
            }
        }
    }
}

impl Operator {
    const fn binding(self) -> Binding {
        match self {
            Self::Add | Self::Sub => Binding::Sum,
            Self::Mul | Self::Div | Self::Mod => Binding::Product,
            _ => Binding::Comparison,
        }
    }

    /// What the left and the right operand must at least bind like to go without parentheses.
    const fn operands(self) -> (Binding, Binding) {
        match self {
            Self::Add | Self::Sub => (Binding::Sum, Binding::Product),
            Self::Mul | Self::Div | Self::Mod => (Binding::Product, Binding::Unary),
            Self::Has => (Binding::Primary, Binding::Primary),
            _ => (Binding::Sum, Binding::Sum),
        }
    }
}

struct Renderer {
    out: String,
    style: EnumStyle,
    /// How many lambdas the expression is in: each has its own variable.
    depth: usize,
}

impl Renderer {
    fn expression(&mut self, node: &Node, least: Binding) {
        if node.binding() < least {
            self.out.push('(');
            self.bare(node);
            self.out.push(')');
        } else {
            self.bare(node);
        }
    }

    fn bare(&mut self, node: &Node) {
        match node {
            Node::Path(names) => self.path(names),
            Node::Item => self.item(),
            Node::Literal(literal) => literal.write(self.style, &mut self.out),
            Node::Raw(text) => self.out.push_str(text),
            Node::Logical(operator, operands) => self.logical(*operator, operands),
            Node::Binary(left, operator, right) => self.binary(left, *operator, right),
            Node::In(left, values) => {
                self.expression(left, Binding::Primary);
                self.out.push_str(" in ");
                self.parenthesised(values, |this, value| value.write(this.style, &mut this.out));
            }
            Node::Not(operand) => {
                self.out.push_str("not ");
                self.expression(operand, Binding::Primary);
            }
            Node::Negate(operand) => self.negation(operand),
            Node::Call(name, arguments) => {
                self.out.push_str(name);
                self.parenthesised(arguments, |this, node| this.expression(node, Binding::Or));
            }
            Node::Quantified(path, quantifier, predicate) => {
                self.quantified(path, *quantifier, predicate.as_deref());
            }
            Node::IsOf(path, type_name) => self.is_of(path.as_deref(), type_name),
        }
    }

    fn logical(&mut self, operator: Logical, operands: &[Node]) {
        let (word, least) = match operator {
            Logical::And => (" and ", Binding::And),
            Logical::Or => (" or ", Binding::Or),
        };
        for (index, operand) in operands.iter().enumerate() {
            if index > 0 {
                self.out.push_str(word);
            }
            self.expression(operand, least);
        }
    }

    fn binary(&mut self, left: &Node, operator: Operator, right: &Node) {
        let (least_left, least_right) = operator.operands();
        self.expression(left, least_left);
        self.out.push(' ');
        self.out.push_str(operator.as_str());
        self.out.push(' ');
        self.expression(right, least_right);
    }

    fn negation(&mut self, operand: &Node) {
        self.out.push('-');
        // Before a digit the sign would be read as part of the number.
        let least = match operand {
            Node::Literal(_) => Binding::Enclosed,
            _ => Binding::Primary,
        };
        self.expression(operand, least);
    }

    fn parenthesised<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.out.push('(');
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            write(self, item);
        }
        self.out.push(')');
    }

    fn quantified(&mut self, path: &[&str], quantifier: Quantifier, predicate: Option<&Node>) {
        self.path(path);
        self.out.push_str(match quantifier {
            Quantifier::Any => "/any(",
            Quantifier::All => "/all(",
        });
        if let Some(predicate) = predicate {
            self.depth += 1;
            self.variable();
            self.out.push(':');
            self.expression(predicate, Binding::Loosest);
            self.depth -= 1;
        }
        self.out.push(')');
    }

    /// The value itself goes without saying, but for the variable of a lambda.
    fn is_of(&mut self, path: Option<&[&str]>, type_name: &str) {
        self.out.push_str("isof(");
        match path {
            Some(names) => self.path(names),
            None if self.depth > 0 => self.variable(),
            None => {}
        }
        if path.is_some() || self.depth > 0 {
            self.out.push(',');
        }
        self.out.push_str(type_name);
        self.out.push(')');
    }

    /// Within a lambda a path starts at its variable.
    fn path(&mut self, names: &[&str]) {
        if self.depth > 0 {
            self.variable();
        }
        for (index, name) in names.iter().enumerate() {
            if index > 0 || self.depth > 0 {
                self.out.push('/');
            }
            self.out.push_str(name);
        }
    }

    fn item(&mut self) {
        if self.depth > 0 {
            self.variable();
        } else {
            self.out.push_str("$it");
        }
    }

    /// `x`, `y`, `z`, then `x4`, `x5`, and so on.
    fn variable(&mut self) {
        match self.depth {
            1 => self.out.push('x'),
            2 => self.out.push('y'),
            3 => self.out.push('z'),
            depth => {
                // Writing to a string cannot fail.
                let _ = write!(self.out, "x{depth}");
            }
        }
    }
}
