//! `$filter`, read strictly.

use serde_json::Value;

use super::super::literal::{Kind, literal};

/// An expression.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    Literal(Value, Kind),
    Path(Vec<String>),
    Not(Box<Expr>),
    Binary(String, Box<Expr>, Box<Expr>),
    In(Box<Expr>, Vec<Expr>),
    Call(String, Vec<Expr>),
    Lambda { path: Vec<String>, is_any: bool, variable: String, body: Option<Box<Expr>> },
}

/// Reads a filter.
pub(crate) fn parse(text: &str) -> Result<Expr, String> {
    let mut reader = Reader { rest: text };
    let expr = reader.or()?;
    if reader.rest.is_empty() { Ok(expr) } else { Err(format!("unexpected `{}`", reader.rest)) }
}

struct Reader<'a> {
    rest: &'a str,
}

impl<'a> Reader<'a> {
    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn word(&mut self) -> &'a str {
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || "_.@$-+:".contains(c))).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn or(&mut self) -> Result<Expr, String> {
        let mut left = self.and()?;
        while self.eat(" or ") {
            left = Expr::Binary("or".into(), Box::new(left), Box::new(self.and()?));
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Expr, String> {
        let mut left = self.comparison()?;
        while self.eat(" and ") {
            left = Expr::Binary("and".into(), Box::new(left), Box::new(self.comparison()?));
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Result<Expr, String> {
        if self.eat("not ") {
            return Ok(Expr::Not(Box::new(self.comparison()?)));
        }
        let left = self.sum()?;
        for operator in ["eq", "ne", "gt", "ge", "lt", "le", "has"] {
            if self.eat(&format!(" {operator} ")) {
                return Ok(Expr::Binary(operator.into(), Box::new(left), Box::new(self.sum()?)));
            }
        }
        if self.eat(" in (") {
            return Ok(Expr::In(Box::new(left), self.list()?));
        }
        Ok(left)
    }

    fn sum(&mut self) -> Result<Expr, String> {
        let mut left = self.primary()?;
        loop {
            let operators = ["add", "sub", "mul", "div", "mod"];
            let Some(operator) = operators.into_iter().find(|operator| self.eat(&format!(" {operator} "))) else {
                return Ok(left);
            };
            left = Expr::Binary(operator.into(), Box::new(left), Box::new(self.primary()?));
        }
    }

    fn list(&mut self) -> Result<Vec<Expr>, String> {
        let mut items = Vec::new();
        while !self.eat(")") {
            if !items.is_empty() && !self.eat(",") {
                return Err(format!("expected `,` before `{}`", self.rest));
            }
            items.push(self.or()?);
        }
        Ok(items)
    }

    fn text(&mut self) -> Result<String, String> {
        let mut text = String::new();
        loop {
            let end = self.rest.find('\'').ok_or("a text has no end")?;
            text.push_str(&self.rest[..end]);
            self.rest = &self.rest[end + 1..];
            if !self.eat("'") {
                return Ok(text);
            }
            text.push('\'');
        }
    }

    fn primary(&mut self) -> Result<Expr, String> {
        if self.eat("(") {
            let inner = self.or()?;
            return if self.eat(")") { Ok(inner) } else { Err(format!("expected `)` before `{}`", self.rest)) };
        }
        let word = self.word();
        if self.rest.starts_with('\'') {
            self.eat("'");
            let raw = format!("{word}'{}'", self.text()?.replace('\'', "''"));
            return literal(&raw).map(|(value, kind)| Expr::Literal(value, kind));
        }
        if word.is_empty() {
            return Err(format!("expected a value before `{}`", self.rest));
        }
        let is_name = self.rest.starts_with(['(', '/']);
        match literal(word) {
            Ok((value, kind)) if !is_name => return Ok(Expr::Literal(value, kind)),
            Err(error) if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') => return Err(error),
            _ => {}
        }
        if self.eat("(") {
            return Ok(Expr::Call(word.to_owned(), self.list()?));
        }
        let mut path = vec![word.to_owned()];
        while self.eat("/") {
            let segment = self.word();
            if let ("any" | "all", true) = (segment, self.eat("(")) {
                return self.lambda(path, segment == "any");
            }
            path.push(segment.to_owned());
        }
        Ok(Expr::Path(path))
    }

    fn lambda(&mut self, path: Vec<String>, is_any: bool) -> Result<Expr, String> {
        if self.eat(")") {
            return Ok(Expr::Lambda { path, is_any, variable: String::new(), body: None });
        }
        let end = self.rest.find(':').ok_or("a lambda has no `:`")?;
        let variable = self.rest[..end].to_owned();
        self.rest = &self.rest[end + 1..];
        let body = Some(Box::new(self.or()?));
        if self.eat(")") {
            Ok(Expr::Lambda { path, is_any, variable, body })
        } else {
            Err("a lambda has no end".into())
        }
    }
}
