//! `$filter`: read strictly, and evaluated over a row. What it does not know is not taken for true.

use serde_json::Value;

/// An expression.
#[derive(Clone, Debug)]
pub(crate) enum Expr {
    Literal(Value),
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
        for operator in ["eq", "ne", "gt", "ge", "lt", "le"] {
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
        if self.eat("'") {
            return Ok(Expr::Literal(self.text()?.into()));
        }
        let word = self.word();
        match word {
            "" => return Err(format!("expected a value before `{}`", self.rest)),
            "null" => return Ok(Expr::Literal(Value::Null)),
            "true" | "false" => return Ok(Expr::Literal((word == "true").into())),
            // Enumeration members are written with their type.
            "Shop.Color" if self.eat("'") => return Ok(Expr::Literal(self.text()?.into())),
            _ => {}
        }
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
            return Ok(Expr::Literal(serde_json::from_str(word).unwrap_or_else(|_| Value::from(word))));
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

/// What a name stands for while an expression is evaluated.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    row: &'a Value,
    outer: Option<(&'a str, &'a Scope<'a>)>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(row: &'a Value) -> Self {
        Self { row, outer: None }
    }
}

fn number(value: &Value) -> Option<f64> {
    value.as_f64()
}

fn compare(a: &Value, b: &Value) -> Option<std::cmp::Ordering> {
    match (a, b) {
        (Value::String(a), Value::String(b)) => Some(a.cmp(b)),
        (Value::Bool(a), Value::Bool(b)) => Some(a.cmp(b)),
        _ => number(a)?.partial_cmp(&number(b)?),
    }
}

fn equal(a: &Value, b: &Value) -> bool {
    (a.is_null() && b.is_null()) || compare(a, b) == Some(std::cmp::Ordering::Equal)
}

impl Expr {
    /// Whether it holds.
    pub(crate) fn holds(&self, scope: &Scope<'_>) -> Result<bool, String> {
        match self.value(scope)? {
            Value::Bool(holds) => Ok(holds),
            Value::Null => Ok(false),
            other => Err(format!("`{other}` is no condition")),
        }
    }

    fn value(&self, scope: &Scope<'_>) -> Result<Value, String> {
        Ok(match self {
            Self::Literal(value) => value.clone(),
            Self::Path(path) => look(path, scope)?,
            Self::Not(inner) => (!inner.holds(scope)?).into(),
            Self::In(left, list) => {
                let left = left.value(scope)?;
                let values: Result<Vec<Value>, String> = list.iter().map(|item| item.value(scope)).collect();
                values?.iter().any(|item| equal(&left, item)).into()
            }
            Self::Binary(operator, left, right) => binary(operator, left, right, scope)?,
            Self::Call(name, arguments) => call(name, arguments, scope)?,
            Self::Lambda { path, is_any, variable, body } => {
                let items = look(path, scope)?;
                let items = items.as_array().ok_or("a lambda over what is no collection")?;
                let Some(body) = body else { return Ok((!items.is_empty()).into()) };
                let holds: Result<Vec<bool>, String> = items
                    .iter()
                    .map(|item| body.holds(&Scope { row: item, outer: Some((variable.as_str(), scope)) }))
                    .collect();
                let mut holds = holds?.into_iter();
                if *is_any { holds.any(|holds| holds) } else { holds.all(|holds| holds) }.into()
            }
        })
    }
}

/// Follows a path; a segment with a dot is a cast, which gives nothing where the row is of another type.
fn look(path: &[String], scope: &Scope<'_>) -> Result<Value, String> {
    let (mut at, mut path) = (scope.row, path);
    if let Some((variable, outer)) = scope.outer {
        match path.split_first() {
            Some((first, rest)) if first == variable => path = rest,
            _ => return look(path, outer),
        }
    }
    for segment in path {
        if segment.contains('.') {
            if at.get("@odata.type") != Some(&format!("#{segment}").into()) {
                return Ok(Value::Null);
            }
            continue;
        }
        if at.is_null() {
            return Ok(Value::Null);
        }
        at = at.get(segment).ok_or_else(|| format!("there is no property `{segment}`"))?;
    }
    Ok(at.clone())
}

fn binary(operator: &str, left: &Expr, right: &Expr, scope: &Scope<'_>) -> Result<Value, String> {
    if operator == "and" || operator == "or" {
        let (left, right) = (left.holds(scope)?, right.holds(scope)?);
        return Ok(if operator == "and" { left && right } else { left || right }.into());
    }
    let (left, right) = (left.value(scope)?, right.value(scope)?);
    let ordering = compare(&left, &right);
    let arithmetic = |apply: fn(f64, f64) -> f64| match (number(&left), number(&right)) {
        (Some(a), Some(b)) => Value::from(apply(a, b)),
        _ => Value::Null,
    };
    Ok(match operator {
        "eq" => equal(&left, &right).into(),
        "ne" => (!equal(&left, &right)).into(),
        "gt" => ordering.is_some_and(|ordering| ordering.is_gt()).into(),
        "ge" => ordering.is_some_and(|ordering| ordering.is_ge()).into(),
        "lt" => ordering.is_some_and(|ordering| ordering.is_lt()).into(),
        "le" => ordering.is_some_and(|ordering| ordering.is_le()).into(),
        "add" => arithmetic(|a, b| a + b),
        "sub" => arithmetic(|a, b| a - b),
        "mul" => arithmetic(|a, b| a * b),
        "div" => arithmetic(|a, b| a / b),
        _ => arithmetic(|a, b| a % b),
    })
}

fn call(name: &str, arguments: &[Expr], scope: &Scope<'_>) -> Result<Value, String> {
    if name == "isof" {
        let [Expr::Path(path)] = arguments else { return Err("isof takes a type here".into()) };
        return Ok((scope.row.get("@odata.type") == Some(&format!("#{}", path.join("/")).into())).into());
    }
    let values: Result<Vec<Value>, String> = arguments.iter().map(|argument| argument.value(scope)).collect();
    let values = values?;
    let text = |index: usize| values.get(index).and_then(Value::as_str);
    let both = |holds: fn(&str, &str) -> bool| match (text(0), text(1)) {
        (Some(a), Some(b)) => Value::Bool(holds(a, b)),
        _ => Value::Null,
    };
    Ok(match name {
        "contains" => both(|a, b| a.contains(b)),
        "startswith" => both(|a, b| a.starts_with(b)),
        "endswith" => both(|a, b| a.ends_with(b)),
        "length" => text(0).map_or(Value::Null, |text| text.chars().count().into()),
        "tolower" => text(0).map_or(Value::Null, |text| text.to_lowercase().into()),
        "year" => text(0).and_then(|text| text.get(..4)?.parse::<i32>().ok()).map_or(Value::Null, Value::from),
        other => return Err(format!("501 the function `{other}` is not known")),
    })
}
