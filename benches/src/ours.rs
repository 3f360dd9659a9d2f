//! The same with the generated models.

use msgraph_identity_governance::v1_0::identity_governance::TaskProcessingResult;
use odata_runtime::model::{PageParts, Wire, read_page};

/// Reads a page, as the client does.
///
/// # Errors
///
/// If the text is no page of results.
pub fn read(page: &[u8]) -> Result<PageParts<TaskProcessingResult>, serde_json::Error> {
    read_page(page)
}

/// Writes items, as the client does.
///
/// # Errors
///
/// If they cannot be written.
pub fn write(items: &Vec<TaskProcessingResult>) -> Result<Vec<u8>, serde_json::Error> {
    items.write_json()
}
