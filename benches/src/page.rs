//! Pages of task processing results, as the service writes them. The same text each time.

use std::fmt::Write as _;

/// What the objects of a page have beside their own plain properties.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Two properties that no metadata has.
    pub unknown: bool,
    /// The subject and the task, expanded.
    pub expanded: bool,
}

impl Shape {
    /// Nothing besides.
    pub const KNOWN: Self = Self { unknown: false, expanded: false };
    /// Unknown properties.
    pub const UNKNOWN: Self = Self { unknown: true, expanded: false };
    /// Expanded relations.
    pub const EXPANDED: Self = Self { unknown: false, expanded: true };
    /// Both.
    pub const ALL: Self = Self { unknown: true, expanded: true };

    /// All of them, with their names.
    pub const EACH: [(&'static str, Self); 4] = [
        ("known", Self::KNOWN),
        ("unknown", Self::UNKNOWN),
        ("expanded", Self::EXPANDED),
        ("expanded-unknown", Self::ALL),
    ];
}

const STATUS: [&str; 4] = ["completed", "completed", "failed", "inProgress"];

/// A page of so many objects, with a link to the next.
#[must_use]
pub fn page(items: usize, shape: Shape) -> String {
    page_with_link(items, shape, Some("https://graph.microsoft.com/v1.0/next?$skiptoken=RFNwdAIAAQ%3d"))
}

/// A page of so many objects, which ends where there is no link.
#[must_use]
pub fn page_with_link(items: usize, shape: Shape, next_link: Option<&str>) -> String {
    let mut text = String::from(concat!(
        r#"{"@odata.context":"https://graph.microsoft.com/v1.0/$metadata#identityGovernance/lifecycleWorkflows"#,
        r#"/workflows('14879e66-9ea9-48d0-804d-8fea672d0341')/runs('e65e08a0-d68d-41dc-915b-8c4019af5cc2')"#,
        r#"/taskProcessingResults","#,
    ));
    if let Some(link) = next_link {
        let _ = write!(text, r#""@odata.nextLink":"{link}","#);
    }
    text.push_str(r#""value":["#);
    for index in 0..items {
        if index > 0 {
            text.push(',');
        }
        item(&mut text, index, shape);
    }
    text.push_str("]}");
    text
}

/// Properties are in the order in which the service documents its answers, which is not that of its metadata.
fn item(text: &mut String, index: usize, shape: Shape) {
    let status = STATUS.get(index % STATUS.len()).copied().unwrap_or_default();
    let (minute, second, ticks) = (index / 60 % 60, index % 60, index * 7_919 % 10_000_000);
    let id = guid(index, 0x9e37_79b9_7f4a_7c15);
    let _ = write!(
        text,
        concat!(
            r#"{{"id":"{id}","completedDateTime":"2026-03-02T08:{minute:02}:{second:02}.{ticks:07}Z","#,
            r#""createdDateTime":"2026-03-02T07:{minute:02}:{second:02}.{ticks:07}Z","#,
            r#""startedDateTime":"2026-03-02T08:{minute:02}:{second:02}.1234567Z","processingStatus":"{status}","#,
        ),
        id = id,
        minute = minute,
        second = second,
        ticks = ticks,
        status = status,
    );
    match status {
        "failed" => text.push_str(r#""failureReason":"The group was not found: \"Sales\".","#),
        _ => text.push_str(r#""failureReason":null,"#),
    }
    text.push_str(r#""processingInfo":null"#);
    if shape.expanded {
        expanded(text, index);
    }
    if shape.unknown {
        let _ = write!(text, r#","retryCount":{},"executionHost":"worker-{}""#, index % 4, index % 17);
    }
    text.push('}');
}

fn expanded(text: &mut String, index: usize) {
    let _ = write!(
        text,
        concat!(
            r#","subject":{{"id":"{subject}","displayName":"Ana Trujillo","userPrincipalName":"ana.{index}@contoso.example"}},"#,
            r#""task":{{"category":"joiner,leaver","continueOnError":false,"description":"Add user to groups","#,
            r#""displayName":"Add to the team groups","executionSequence":1,"id":"27fec57f-4985-5c1d-be60-85af6082fe08","#,
            r#""isEnabled":true,"taskDefinitionId":"22085229-5809-45e8-97fd-270d28d66910","#,
            r#""arguments":[{{"name":"groupID","value":"ffca579e-0be5-5541-ac40-f254ec146ff2"}}]}}"#,
        ),
        subject = guid(index, 0xd1b5_4a32_d192_ed03),
        index = index,
    );
}

/// A number that looks random, as a GUID.
fn guid(index: usize, factor: u64) -> String {
    let low = (index as u64 + 1).wrapping_mul(factor);
    let high = low.rotate_left(29).wrapping_mul(factor);
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff
    )
}

#[cfg(test)]
mod tests {
    use super::{Shape, page};
    use crate::{derive, ours};

    #[test]
    fn both_sides_read_the_same() -> Result<(), serde_json::Error> {
        for (name, shape) in Shape::EACH {
            let text = page(100, shape);
            let theirs: derive::Page<derive::TaskProcessingResult> = serde_json::from_str(&text)?;
            let own = ours::read(text.as_bytes())?;
            assert_eq!((own.items.len(), theirs.value.len()), (100, 100), "{name}");
            assert_eq!((&own.next_link, &own.context), (&theirs.next_link, &theirs.context), "{name}");
            for (own, their) in own.items.iter().zip(&theirs.value) {
                assert_eq!(own.extra.len(), if shape.unknown { 2 } else { 0 }, "{name}");
                let mut own = serde_json::to_value(own)?;
                if let Some(own) = own.as_object_mut() {
                    own.retain(|property, _| property != "retryCount" && property != "executionHost");
                }
                assert_eq!(own, serde_json::to_value(their)?, "{name}");
            }
        }
        Ok(())
    }
}
