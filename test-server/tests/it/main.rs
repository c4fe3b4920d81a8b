//! Tests of the test server over HTTP. No two tests share a server.

#[cfg(test)]
mod fake;
#[cfg(test)]
mod process;
#[cfg(test)]
mod support;
mod unserved;

#[cfg(test)]
mod binary;
#[cfg(test)]
mod bounds;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod contract;
#[cfg(test)]
mod control;
#[cfg(test)]
mod database;
#[cfg(test)]
mod exposure;
#[cfg(test)]
mod fusionauth;
#[cfg(test)]
mod identity;
#[cfg(test)]
mod kills;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod malformed;
#[cfg(test)]
mod marks;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod recorded;
#[cfg(test)]
mod secrets;
#[cfg(test)]
mod smtp;
#[cfg(test)]
mod snapshot;
#[cfg(test)]
mod transactions;
