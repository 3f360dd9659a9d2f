//! Emitted code, written by hand.

use odata_runtime::{
    Binary, Date, DateTimeOffset, Decimal, Duration, Enum, Extra, FlagSet, Flags, Guid, Json, Model, Object, Peek,
    Polymorphic, Slot, Table, TimeOfDay,
};

#[derive(Default)]
pub struct Everything {
    pub boolean: Option<bool>,
    pub byte: Option<u8>,
    pub s_byte: Option<i8>,
    pub int16: Option<i16>,
    pub int32: Option<i32>,
    pub int64: Option<i64>,
    pub single: Option<f32>,
    pub double: Option<f64>,
    pub decimal: Option<Decimal>,
    pub string: Option<String>,
    pub guid: Option<Guid>,
    pub binary: Option<Binary>,
    pub date: Option<Date>,
    pub date_time_offset: Option<DateTimeOffset>,
    pub time_of_day: Option<TimeOfDay>,
    pub duration: Option<Duration>,
    pub untyped: Option<Json>,
    pub status: Option<Status>,
    pub category: Option<Category>,
    pub parent: Option<Box<Everything>>,
    pub subject: Option<Subject>,
    pub strings: Option<Vec<String>>,
    pub int32s: Option<Vec<i32>>,
    pub doubles: Option<Vec<f64>>,
    pub decimals: Option<Vec<Decimal>>,
    pub dates: Option<Vec<DateTimeOffset>>,
    pub statuses: Option<Vec<Status>>,
    pub categories: Option<Vec<Category>>,
    pub children: Option<Vec<Everything>>,
    pub subjects: Option<Vec<Subject>>,
    pub extra: Extra,
}

impl Model for Everything {
    fn table(&self) -> &'static Table {
        &Table {
            type_name: "sample.everything",
            names: &[
                "boolean",
                "byte",
                "sByte",
                "int16",
                "int32",
                "int64",
                "single",
                "double",
                "decimal",
                "string",
                "guid",
                "binary",
                "date",
                "dateTimeOffset",
                "timeOfDay",
                "duration",
                "untyped",
                "status",
                "category",
                "parent",
                "subject",
                "strings",
                "int32s",
                "doubles",
                "decimals",
                "dates",
                "statuses",
                "categories",
                "children",
                "subjects",
            ],
            key: &[],
            navigation: &[],
        }
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => Slot::Boolean(&mut self.boolean),
            1 => Slot::Byte(&mut self.byte),
            2 => Slot::SByte(&mut self.s_byte),
            3 => Slot::Int16(&mut self.int16),
            4 => Slot::Int32(&mut self.int32),
            5 => Slot::Int64(&mut self.int64),
            6 => Slot::Single(&mut self.single),
            7 => Slot::Double(&mut self.double),
            8 => Slot::Decimal(&mut self.decimal),
            9 => Slot::String(&mut self.string),
            10 => Slot::Guid(&mut self.guid),
            11 => Slot::Binary(&mut self.binary),
            12 => Slot::Date(&mut self.date),
            13 => Slot::DateTimeOffset(&mut self.date_time_offset),
            14 => Slot::TimeOfDay(&mut self.time_of_day),
            15 => Slot::Duration(&mut self.duration),
            16 => Slot::Json(&mut self.untyped),
            17 => Slot::Enum(&mut self.status),
            18 => Slot::Flags(&mut self.category),
            19 => Slot::Object(&mut self.parent),
            20 => Slot::Object(&mut self.subject),
            21 => Slot::Strings(&mut self.strings),
            22 => Slot::Int32s(&mut self.int32s),
            23 => Slot::Doubles(&mut self.doubles),
            24 => Slot::Decimals(&mut self.decimals),
            25 => Slot::DateTimeOffsets(&mut self.dates),
            26 => Slot::Enums(&mut self.statuses),
            27 => Slot::FlagSets(&mut self.categories),
            28 => Slot::Objects(&mut self.children),
            29 => Slot::Objects(&mut self.subjects),
            _ => Slot::Extra(&mut self.extra),
        }
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        match index {
            0 => Peek::Boolean(&self.boolean),
            1 => Peek::Byte(&self.byte),
            2 => Peek::SByte(&self.s_byte),
            3 => Peek::Int16(&self.int16),
            4 => Peek::Int32(&self.int32),
            5 => Peek::Int64(&self.int64),
            6 => Peek::Single(&self.single),
            7 => Peek::Double(&self.double),
            8 => Peek::Decimal(&self.decimal),
            9 => Peek::String(&self.string),
            10 => Peek::Guid(&self.guid),
            11 => Peek::Binary(&self.binary),
            12 => Peek::Date(&self.date),
            13 => Peek::DateTimeOffset(&self.date_time_offset),
            14 => Peek::TimeOfDay(&self.time_of_day),
            15 => Peek::Duration(&self.duration),
            16 => Peek::Json(&self.untyped),
            17 => Peek::Enum(&self.status),
            18 => Peek::Flags(&self.category),
            19 => Peek::Object(&self.parent),
            20 => Peek::Object(&self.subject),
            21 => Peek::Strings(&self.strings),
            22 => Peek::Int32s(&self.int32s),
            23 => Peek::Doubles(&self.doubles),
            24 => Peek::Decimals(&self.decimals),
            25 => Peek::DateTimeOffsets(&self.dates),
            26 => Peek::Enums(&self.statuses),
            27 => Peek::FlagSets(&self.categories),
            28 => Peek::Objects(&self.children),
            29 => Peek::Objects(&self.subjects),
            _ => Peek::Extra(&self.extra),
        }
    }
}

odata_runtime::model!(Everything);

#[derive(Clone)]
#[non_exhaustive]
pub enum Status {
    Queued,
    InProgress,
    UnknownFutureValue,
    UnknownValue(String),
}

impl Enum for Status {
    const NAMES: &'static [&'static str] = &["queued", "inProgress", "unknownFutureValue"];

    const MEMBERS: &'static [Self] = &[Self::Queued, Self::InProgress, Self::UnknownFutureValue];

    fn unknown(name: String) -> Self {
        Self::UnknownValue(name)
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Queued => "queued",
            Self::InProgress => "inProgress",
            Self::UnknownFutureValue => "unknownFutureValue",
            Self::UnknownValue(name) => name,
        }
    }
}

odata_runtime::string_enum!(Status, "sample.status");

#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Category(FlagSet);

impl Category {
    pub const JOINER: Self = Self(FlagSet::member(0));
    pub const LEAVER: Self = Self(FlagSet::member(1));
    pub const MOVER: Self = Self(FlagSet::member(2));
}

impl Flags for Category {
    const NAMES: &'static [&'static str] = &["joiner", "leaver", "mover"];

    fn set(&self) -> &FlagSet {
        &self.0
    }

    fn set_mut(&mut self) -> &mut FlagSet {
        &mut self.0
    }

    fn from_set(set: FlagSet) -> Self {
        Self(set)
    }
}

odata_runtime::flags!(Category, "sample.category");

/// Concrete base `subject`, derived `groupSubject` and `ruleSubject`.
#[allow(clippy::enum_variant_names)]
#[derive(Clone)]
#[non_exhaustive]
pub enum Subject {
    Subject(Box<PlainSubject>),
    RuleSubject(Box<RuleSubject>),
    Unknown(Box<Object>),
}

impl Polymorphic for Subject {
    const TYPES: &'static [&'static str] = &["sample.subject", "sample.ruleSubject"];
    const DECLARED: Option<usize> = Some(0);

    fn from_index(index: usize) -> Option<Self> {
        Some(match index {
            0 => Self::Subject(Box::default()),
            1 => Self::RuleSubject(Box::default()),
            _ => return None,
        })
    }

    fn fallback() -> Self {
        Self::Unknown(Box::default())
    }

    fn model(&self) -> &dyn Model {
        match self {
            Self::Subject(value) => &**value,
            Self::RuleSubject(value) => &**value,
            Self::Unknown(value) => &**value,
        }
    }

    fn model_mut(&mut self) -> &mut dyn Model {
        match self {
            Self::Subject(value) => &mut **value,
            Self::RuleSubject(value) => &mut **value,
            Self::Unknown(value) => &mut **value,
        }
    }
}

odata_runtime::polymorphic!(Subject, PlainSubject);

/// The same types below an abstract base.
#[derive(Clone)]
#[non_exhaustive]
pub enum AbstractSubject {
    RuleSubject(Box<RuleSubject>),
    Unknown(Box<Object>),
}

impl Polymorphic for AbstractSubject {
    const TYPES: &'static [&'static str] = &["sample.ruleSubject"];
    const DECLARED: Option<usize> = None;

    fn from_index(index: usize) -> Option<Self> {
        (index == 0).then(|| Self::RuleSubject(Box::default()))
    }

    fn fallback() -> Self {
        Self::Unknown(Box::default())
    }

    fn model(&self) -> &dyn Model {
        match self {
            Self::RuleSubject(value) => &**value,
            Self::Unknown(value) => &**value,
        }
    }

    fn model_mut(&mut self) -> &mut dyn Model {
        match self {
            Self::RuleSubject(value) => &mut **value,
            Self::Unknown(value) => &mut **value,
        }
    }
}

odata_runtime::polymorphic!(AbstractSubject);

#[derive(Default)]
pub struct PlainSubject {
    pub id: Option<String>,
    pub extra: Extra,
}

impl Model for PlainSubject {
    fn table(&self) -> &'static Table {
        &Table { type_name: "sample.subject", names: &["id"], key: &[], navigation: &[] }
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => Slot::String(&mut self.id),
            _ => Slot::Extra(&mut self.extra),
        }
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        match index {
            0 => Peek::String(&self.id),
            _ => Peek::Extra(&self.extra),
        }
    }
}

odata_runtime::model!(PlainSubject);

#[derive(Default)]
pub struct RuleSubject {
    pub id: Option<String>,
    pub rule: Option<String>,
    pub inner: Option<Subject>,
    pub status: Option<Status>,
    pub extra: Extra,
}

impl Model for RuleSubject {
    fn table(&self) -> &'static Table {
        &Table { type_name: "sample.ruleSubject", names: &["id", "rule", "inner", "status"], key: &[], navigation: &[] }
    }

    fn slot(&mut self, index: usize) -> Slot<'_> {
        match index {
            0 => Slot::String(&mut self.id),
            1 => Slot::String(&mut self.rule),
            2 => Slot::Object(&mut self.inner),
            3 => Slot::Enum(&mut self.status),
            _ => Slot::Extra(&mut self.extra),
        }
    }

    fn peek(&self, index: usize) -> Peek<'_> {
        match index {
            0 => Peek::String(&self.id),
            1 => Peek::String(&self.rule),
            2 => Peek::Object(&self.inner),
            3 => Peek::Enum(&self.status),
            _ => Peek::Extra(&self.extra),
        }
    }
}

odata_runtime::model!(RuleSubject);
