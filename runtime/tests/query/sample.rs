// Types as emitted code would have them, for the tests and the examples in the documentation.

use std::fmt;

use odata_runtime::edm::{Date, DateTimeOffset, Decimal, Duration, Guid, TimeOfDay};
use odata_runtime::model::TypeName;
use odata_runtime::query::{Navigation, Property};
use serde::{Serialize, Serializer};

macro_rules! models {
    ($($(#[$doc:meta])* $name:ident { $($constant:ident: $kind:ident<$value:ty> = $text:literal;)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct $name;

        impl $name {
            $(
                #[doc = concat!("`", $text, "`")]
                pub const $constant: $kind<Self, $value> = $kind::new($text);
            )*
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_map([("@odata.type", stringify!($name))])
            }
        }

        odata_runtime::structured!($name);
    )*};
}

models! {
    /// An entity with a navigation property to one.
    TaskProcessingResult {
        ID: Property<String> = "id";
        FAILURE_REASON: Property<String> = "failureReason";
        PROCESSING_STATUS: Property<Status> = "processingStatus";
        CREATED_DATE_TIME: Property<DateTimeOffset> = "createdDateTime";
        TASK: Navigation<Task> = "task";
        SUBJECT: Navigation<AnyUser> = "subject";
    }
    /// An entity related to itself.
    Task {
        ID: Property<String> = "id";
        DISPLAY_NAME: Property<String> = "displayName";
        IS_ENABLED: Property<bool> = "isEnabled";
        EXECUTION_SEQUENCE: Property<i32> = "executionSequence";
        SCORE: Property<f64> = "score";
        DURATION: Property<Duration> = "duration";
        WORKFLOW: Navigation<Workflow> = "workflow";
        SUBTASKS: Navigation<Vec<Task>> = "subtasks";
    }
    /// An entity with collections and a complex property.
    Workflow {
        ID: Property<String> = "id";
        DISPLAY_NAME: Property<String> = "displayName";
        TAGS: Property<Vec<String>> = "tags";
        SCHEDULE: Property<Schedule> = "schedule";
        WINDOWS: Property<Vec<Window>> = "windows";
        SCOPE: Property<SubjectSet> = "scope";
        TASKS: Navigation<Vec<Task>> = "tasks";
        MEMBERS: Navigation<Vec<DirectoryObject>> = "members";
    }
    /// A complex type.
    Schedule {
        INTERVAL: Property<i32> = "interval";
        WINDOW: Property<Window> = "window";
        FIRST_TASK: Navigation<Task> = "firstTask";
    }
    /// A complex type within a complex type.
    Window {
        LABEL: Property<String> = "label";
        DAYS: Property<Vec<i32>> = "days";
    }
    /// An entity with a flags property.
    TaskDefinition {
        CATEGORY: Property<LifecycleTaskCategory> = "category";
    }
    /// The base type of `AnyUser`.
    User {
        DISPLAY_NAME: Property<String> = "displayName";
    }
    /// A property of each remaining primitive type.
    Values {
        BYTE: Property<u8> = "byte";
        SBYTE: Property<i8> = "sbyte";
        INT16: Property<i16> = "int16";
        INT64: Property<i64> = "int64";
        SINGLE: Property<f32> = "single";
        DECIMAL: Property<Decimal> = "decimal";
        GUID: Property<Guid> = "guid";
        DATE: Property<Date> = "date";
        TIME: Property<TimeOfDay> = "time";
        BINARY: Property<odata_runtime::edm::Binary> = "binary";
    }
    /// An entity that another derives from.
    DirectoryObject {
        ID: Property<String> = "id";
    }
    /// An entity that derives from another.
    Person {
        ID: Property<String> = "id";
        DISPLAY_NAME: Property<String> = "displayName";
        HOURS: Property<Window> = "hours";
        MANAGER: Navigation<DirectoryObject> = "manager";
        REPORTS: Navigation<Vec<DirectoryObject>> = "reports";
    }
    /// A type of a choice.
    RuleBasedSubjectSet {
        RULE: Property<String> = "rule";
    }
    /// A complex type with a navigation property, which derives from that of the choice.
    GroupBasedSubjectSet {
        GROUPS: Navigation<Vec<DirectoryObject>> = "groups";
    }
}

/// An entity type or one of its subtypes.
#[derive(Clone, Debug, PartialEq)]
pub enum AnyUser {
    /// The base type.
    User(User),
}

impl Serialize for AnyUser {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self::User(user) = self;
        user.serialize(serializer)
    }
}

odata_runtime::structured!(AnyUser, User);

/// The choice of an abstract type's subtypes.
#[derive(Clone, Debug, PartialEq)]
pub enum SubjectSet {
    /// A subtype.
    RuleBasedSubjectSet(Box<RuleBasedSubjectSet>),
}

impl Serialize for SubjectSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self::RuleBasedSubjectSet(set) = self;
        set.serialize(serializer)
    }
}

odata_runtime::structured!(SubjectSet);
odata_runtime::subtype!(SubjectSet::RuleBasedSubjectSet, RuleBasedSubjectSet);

/// The names that casts write, and what derives from what.
macro_rules! derived {
    ($($name:ty = $text:literal: $base:ty;)*) => {$(
        impl TypeName for $name {
            const TYPE_NAME: &'static str = $text;
        }

        odata_runtime::subtype!($name, $base);
    )*};
}

derived! {
    Person = "ns.person": DirectoryObject;
    RuleBasedSubjectSet = "ns.ruleBasedSubjectSet": SubjectSet;
    GroupBasedSubjectSet = "ns.groupBasedSubjectSet": SubjectSet;
}

/// An enumeration.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// `queued`
    Queued,
    /// `failed`
    Failed,
    /// Any other.
    UnknownValue(String),
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Queued => "queued",
            Self::Failed => "failed",
            Self::UnknownValue(name) => name,
        })
    }
}

/// A flags enumeration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LifecycleTaskCategory(&'static str);

impl LifecycleTaskCategory {
    /// `joiner`
    pub const JOINER: Self = Self("joiner");
    /// `joiner` and `leaver`
    pub const JOINER_AND_LEAVER: Self = Self("joiner,leaver");
}

impl fmt::Display for LifecycleTaskCategory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Serialize for LifecycleTaskCategory {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

odata_runtime::enumeration!(Status, "ns.status");
odata_runtime::enumeration!(LifecycleTaskCategory, "ns.category", flags);
