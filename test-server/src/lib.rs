//! A test server for registration and login.
