//! Random logic and arithmetic: the text must mean what was put together.

use odata_runtime::query::{EnumStyle, Expression, Filter, IntoOperand};
use proptest::prelude::*;

use crate::sample::*;

/// A Boolean term, evaluated both as built and as rendered.
#[derive(Clone, Debug)]
enum Term {
    Constant(bool),
    And(Box<Term>, Box<Term>),
    Or(Box<Term>, Box<Term>),
    Not(Box<Term>),
}

impl Term {
    fn value(&self) -> bool {
        match self {
            Self::Constant(value) => *value,
            Self::And(left, right) => left.value() & right.value(),
            Self::Or(left, right) => left.value() | right.value(),
            Self::Not(operand) => !operand.value(),
        }
    }

    fn filter(&self) -> Filter<Task> {
        let none: [Filter<Task>; 0] = [];
        match self {
            Self::Constant(true) => Filter::all_of(none),
            Self::Constant(false) => Filter::any_of(none),
            Self::And(left, right) => left.filter() & right.filter(),
            Self::Or(left, right) => left.filter() | right.filter(),
            Self::Not(operand) => !operand.filter(),
        }
    }
}

fn term() -> impl Strategy<Value = Term> {
    any::<bool>().prop_map(Term::Constant).prop_recursive(6, 64, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Term::And(a.into(), b.into())),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| Term::Or(a.into(), b.into())),
            inner.prop_map(|a| Term::Not(a.into())),
        ]
    })
}

/// The words of an expression, and a reader of them by OData's precedence.
struct Reader {
    words: std::vec::IntoIter<String>,
    next: Option<String>,
}

impl Reader {
    fn new(text: &str) -> Self {
        let text = text.replace('(', " ( ").replace(')', " ) ");
        let words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
        let mut words = words.into_iter();
        let next = words.next();
        Self { words, next }
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.next.as_deref() == Some(word);
        if found {
            self.next = self.words.next();
        }
        found
    }

    fn or(&mut self) -> bool {
        let mut value = self.and();
        while self.take("or") {
            value |= self.and();
        }
        value
    }

    fn and(&mut self) -> bool {
        let mut value = self.unary();
        while self.take("and") {
            value &= self.unary();
        }
        value
    }

    fn unary(&mut self) -> bool {
        if self.take("not") {
            return !self.unary();
        }
        if self.take("(") {
            let value = self.or();
            assert!(self.take(")"));
            return value;
        }
        self.take("true") || !self.take("false")
    }

    fn sum(&mut self) -> f64 {
        let mut value = self.product();
        loop {
            if self.take("add") {
                value += self.product();
            } else if self.take("sub") {
                value -= self.product();
            } else {
                return value;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut value = self.number();
        loop {
            if self.take("mul") {
                value *= self.number();
            } else if self.take("div") {
                value /= self.number();
            } else {
                return value;
            }
        }
    }

    fn number(&mut self) -> f64 {
        if self.take("(") {
            let value = self.sum();
            assert!(self.take(")"));
            return value;
        }
        let word = std::mem::replace(&mut self.next, self.words.next()).unwrap();
        word.parse().unwrap()
    }
}

type Number = (f64, Expression<Task, f64>);

fn sum() -> impl Strategy<Value = Number> {
    let leaf = (-99_i32..99).prop_map(|n| (f64::from(n), n.into_operand()));
    leaf.prop_recursive(6, 64, 2, |inner| {
        let two = || (inner.clone(), inner.clone());
        prop_oneof![
            two().prop_map(|((a, x), (b, y))| (a + b, x.add(y))),
            two().prop_map(|((a, x), (b, y))| (a - b, x.sub(y))),
            two().prop_map(|((a, x), (b, y))| (a * b, x.mul(y))),
            two().prop_map(|((a, x), (b, y))| (a / b, x.div(y))),
        ]
    })
}

proptest! {
    #[test]
    fn logic_means_what_was_put_together(term in term()) {
        let text = term.filter().render(EnumStyle::Plain);
        let mut reader = Reader::new(&text);
        prop_assert_eq!(reader.or(), term.value(), "{}", text);
        prop_assert_eq!(reader.next, None, "{}", text);
    }

    #[test]
    fn arithmetic_means_what_was_put_together((value, expression) in sum()) {
        let text = expression.asc().render(EnumStyle::Plain);
        let text = text.strip_suffix(" asc").unwrap();
        let read = Reader::new(text).sum();
        prop_assert!(read == value || read.is_nan() && value.is_nan(), "{text}: {read} {value}");
    }
}
