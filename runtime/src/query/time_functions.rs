//! The functions on dates, times and durations.

use super::ast::Node;
use super::expression::Expression;
use super::path::{NavigationPath, Path};
use super::property::Property;
use super::types::{HasDate, HasTime};
use crate::edm::{Date, DateTimeOffset, Decimal, Duration, TimeOfDay};

/// The functions on dates, times and durations.
macro_rules! time {
    ($($name:ident)*) => {$(
        impl<Owner, Value: HasDate> $name<Owner, Value> {
            /// The year: `year`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.year().eq(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "year(createdDateTime) eq 1");
            /// ```
            pub fn year(self) -> Expression<Owner, i32> {
                Expression::new(Node::Call("year", vec![self.into_node()]))
            }

            /// The month, from 1: `month`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.month().eq(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "month(createdDateTime) eq 1");
            /// ```
            pub fn month(self) -> Expression<Owner, i32> {
                Expression::new(Node::Call("month", vec![self.into_node()]))
            }

            /// The day of the month, from 1: `day`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.day().eq(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "day(createdDateTime) eq 1");
            /// ```
            pub fn day(self) -> Expression<Owner, i32> {
                Expression::new(Node::Call("day", vec![self.into_node()]))
            }
        }

        impl<Owner, Value: HasTime> $name<Owner, Value> {
            /// The hour, from 0 to 23: `hour`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.hour().eq(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "hour(createdDateTime) eq 1");
            /// ```
            pub fn hour(self) -> Expression<Owner, i32> {
                Expression::new(Node::Call("hour", vec![self.into_node()]))
            }

            /// The minute, from 0 to 59: `minute`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.minute().eq(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "minute(createdDateTime) eq 1");
            /// ```
            pub fn minute(self) -> Expression<Owner, i32> {
                Expression::new(Node::Call("minute", vec![self.into_node()]))
            }

            /// The second, from 0 to 59: `second`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.second().eq(1);
            /// assert_eq!(filter.render(EnumStyle::Plain), "second(createdDateTime) eq 1");
            /// ```
            pub fn second(self) -> Expression<Owner, i32> {
                Expression::new(Node::Call("second", vec![self.into_node()]))
            }

            /// The part of a second, from 0 to below 1: `fractionalseconds`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.fractional_seconds().eq(0);
            /// assert_eq!(filter.render(EnumStyle::Plain), "fractionalseconds(createdDateTime) eq 0");
            /// ```
            pub fn fractional_seconds(self) -> Expression<Owner, Decimal> {
                Expression::new(Node::Call("fractionalseconds", vec![self.into_node()]))
            }
        }

        impl<Owner> $name<Owner, DateTimeOffset> {
            /// The date alone: `date`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, now};
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.date().eq(now().date());
            /// assert_eq!(filter.render(EnumStyle::Plain), "date(createdDateTime) eq date(now())");
            /// ```
            pub fn date(self) -> Expression<Owner, Date> {
                Expression::new(Node::Call("date", vec![self.into_node()]))
            }

            /// The time of day alone: `time`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::{EnumStyle, now};
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.time().lt(now().time());
            /// assert_eq!(filter.render(EnumStyle::Plain), "time(createdDateTime) lt time(now())");
            /// ```
            pub fn time(self) -> Expression<Owner, TimeOfDay> {
                Expression::new(Node::Call("time", vec![self.into_node()]))
            }

            /// The time zone's offset in minutes: `totaloffsetminutes`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = TaskProcessingResult::CREATED_DATE_TIME.total_offset_minutes().eq(60);
            /// assert_eq!(filter.render(EnumStyle::Plain), "totaloffsetminutes(createdDateTime) eq 60");
            /// ```
            pub fn total_offset_minutes(self) -> Expression<Owner, i32> {
                Expression::new(Node::Call("totaloffsetminutes", vec![self.into_node()]))
            }
        }

        impl<Owner> $name<Owner, Duration> {
            /// The whole length in seconds: `totalseconds`.
            ///
            /// ```
            /// # mod sample { include!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/query/sample.rs")); } use sample::*;
            /// # use odata_runtime::query::EnumStyle;
            /// let filter = Task::DURATION.total_seconds().eq(90);
            /// assert_eq!(filter.render(EnumStyle::Plain), "totalseconds(duration) eq 90");
            /// ```
            pub fn total_seconds(self) -> Expression<Owner, Decimal> {
                Expression::new(Node::Call("totalseconds", vec![self.into_node()]))
            }
        }
    )*};
}

time! { Property Path NavigationPath Expression }
