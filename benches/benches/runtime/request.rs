//! Requests over loopback, one after another, each for a page of ten items.
