//! CSDL JSON written from documents, for tests.
