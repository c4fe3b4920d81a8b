//! Kickstart files.
