//! The types of a made-up document.

use std::fmt::Write as _;

use arbitrary::{Result, Unstructured};

use super::{NAMES, NAMESPACES, PRIMITIVES, described, flag, name, names, quoted};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Enum,
    Definition,
    Complex,
    Entity,
}

struct Type {
    kind: Kind,
    namespace: &'static str,
    name: &'static str,
    /// The number of an earlier type of the same kind.
    base: Option<usize>,
}

/// The types that there are.
pub(super) struct Types(Vec<Type>);

impl Types {
    /// Chooses which types there are. The first is always an entity type.
    pub(super) fn choose(u: &mut Unstructured<'_>) -> Result<Self> {
        let mut types = vec![Type { kind: Kind::Entity, namespace: "a", name: "thing", base: None }];
        for _ in 0..u.int_in_range(0..=10)? {
            let kind =
                *u.choose(&[Kind::Entity, Kind::Entity, Kind::Complex, Kind::Complex, Kind::Enum, Kind::Definition])?;
            let (namespace, name) = (*u.choose(NAMESPACES)?, *u.choose(NAMES)?);
            if types.iter().any(|known| known.namespace == namespace && known.name == name) {
                continue;
            }
            let same = |known: &&(usize, &Type)| known.1.kind == kind && matches!(kind, Kind::Entity | Kind::Complex);
            let bases: Vec<usize> = types.iter().enumerate().filter(|known| same(&known)).map(|(at, _)| at).collect();
            let base = if !bases.is_empty() && u.ratio(1, 2)? { Some(*u.choose(&bases)?) } else { None };
            types.push(Type { kind, namespace, name, base });
        }
        Ok(Self(types))
    }

    pub(super) fn of_namespace(&self, namespace: &str) -> Vec<usize> {
        (0..self.0.len()).filter(|at| self.0.get(*at).is_some_and(|ty| ty.namespace == namespace)).collect()
    }

    /// The name of a type of some kind; now and then of one that may not be there.
    pub(super) fn single(&self, u: &mut Unstructured<'_>, kind: Kind) -> Result<String> {
        let fits: Vec<&Type> = self.0.iter().filter(|ty| ty.kind == kind).collect();
        if fits.is_empty() || u.ratio(1, 50)? {
            return Ok(format!("{}.{}", u.choose(NAMESPACES)?, name(u)?));
        }
        let ty = u.choose(&fits)?;
        Ok(format!("{}.{}", ty.namespace, ty.name))
    }

    /// The same, or a collection of it.
    pub(super) fn used(&self, u: &mut Unstructured<'_>, kind: Kind) -> Result<String> {
        let name = self.single(u, kind)?;
        Ok(if u.ratio(1, 3)? { format!("Collection({name})") } else { name })
    }

    /// The type of a value.
    pub(super) fn value(&self, u: &mut Unstructured<'_>) -> Result<String> {
        let kind = *u.choose(&[Kind::Complex, Kind::Enum, Kind::Definition])?;
        if u.ratio(1, 2)? || !self.0.iter().any(|ty| ty.kind == kind) {
            return u.choose(PRIMITIVES).map(|name| (*name).to_owned());
        }
        self.used(u, kind)
    }

    /// A target of annotations: a type.
    pub(super) fn any(&self, u: &mut Unstructured<'_>) -> Result<String> {
        let ty = u.choose(&self.0)?;
        Ok(format!("{}.{}", ty.namespace, ty.name))
    }

    /// The declaration of a type.
    pub(super) fn declare(&self, u: &mut Unstructured<'_>, at: usize, out: &mut String) -> Result<()> {
        let Some(ty) = self.0.get(at) else { return Ok(()) };
        match ty.kind {
            Kind::Enum => enumeration(u, ty.name, out),
            Kind::Definition => {
                let primitive = u.choose(PRIMITIVES)?;
                let _ = write!(out, "<TypeDefinition Name=\"{}\" UnderlyingType=\"{primitive}\"/>", ty.name);
                Ok(())
            }
            Kind::Complex => self.structured(u, ty, "ComplexType", out),
            Kind::Entity => self.structured(u, ty, "EntityType", out),
        }
    }

    fn structured(&self, u: &mut Unstructured<'_>, ty: &Type, element: &str, out: &mut String) -> Result<()> {
        let _ = write!(out, "<{element} Name=\"{}\"", ty.name);
        if let Some(base) = ty.base.and_then(|base| self.0.get(base)) {
            let _ = write!(out, " BaseType=\"{}.{}\"", base.namespace, base.name);
        }
        for attribute in ["Abstract", "OpenType"] {
            flag(u, out, attribute)?;
        }
        if ty.kind == Kind::Entity {
            flag(u, out, "HasStream")?;
        }
        out.push('>');
        if ty.kind == Kind::Entity && ty.base.is_none() && u.ratio(4, 5)? {
            out.push_str(
                "<Key><PropertyRef Name=\"key\"/></Key><Property Name=\"key\" Type=\"Edm.String\" Nullable=\"false\"/>",
            );
        }
        for name in names(u, 5)? {
            self.property(u, name, out)?;
        }
        described(u, out)?;
        let _ = write!(out, "</{element}>");
        Ok(())
    }

    fn property(&self, u: &mut Unstructured<'_>, name: &str, out: &mut String) -> Result<()> {
        if u.ratio(1, 2)? {
            let ty = self.used(u, Kind::Entity)?;
            let _ = write!(out, "<NavigationProperty Name=\"{name}\" Type=\"{ty}\"");
            flag(u, out, "ContainsTarget")?;
            out.push('>');
            described(u, out)?;
            out.push_str("</NavigationProperty>");
        } else {
            let _ = write!(out, "<Property Name=\"{name}\" Type=\"{}\"", self.value(u)?);
            if u.ratio(1, 4)? {
                let _ = write!(out, " DefaultValue=\"{}\"", quoted(u)?);
            }
            out.push('>');
            described(u, out)?;
            out.push_str("</Property>");
        }
        Ok(())
    }
}

fn enumeration(u: &mut Unstructured<'_>, name: &str, out: &mut String) -> Result<()> {
    let _ = write!(out, "<EnumType Name=\"{name}\"");
    flag(u, out, "IsFlags")?;
    out.push('>');
    for (value, member) in names(u, 6)?.into_iter().enumerate() {
        let _ = write!(out, "<Member Name=\"{member}\" Value=\"{value}\">");
        described(u, out)?;
        out.push_str("</Member>");
    }
    out.push_str("</EnumType>");
    Ok(())
}
