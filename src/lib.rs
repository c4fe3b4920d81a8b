//! Register, confirm and log in users, and manage their registrations.
